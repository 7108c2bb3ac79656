package server

import (
	"mime"
	"strconv"
	"strings"
)

// negotiate returns the offer that an Accept header prefers; of several alike, and of
// nothing acceptable, the first.
func negotiate(accept string, offers []string) string {
	best, quality := offers[0], 0.0
	for _, offer := range offers {
		if q := qualityOf(accept, offer); q > quality {
			best, quality = offer, q
		}
	}
	return best
}

// qualityOf is how much an Accept header likes a media type, 0 to 1: what its most specific
// range says (RFC 9110, section 12.5.1).
func qualityOf(accept, offer string) float64 {
	kind, _, _ := strings.Cut(offer, "/")
	specific := map[string]int{"*/*": 1, kind + "/*": 2, offer: 3}
	quality, at := 0.0, 0
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil || specific[name] <= at {
			continue
		}
		at, quality = specific[name], 1
		if q, ok := params["q"]; ok {
			if quality, err = strconv.ParseFloat(q, 64); err != nil || !(quality >= 0 && quality <= 1) {
				quality = 0
			}
		}
	}
	return quality
}
