package scrape

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/model"
)

var (
	layerShown = regexp.MustCompile(`(?i)\blayer\s+(\d{1,6})\b`)
	layerLink  = regexp.MustCompile(`[?&]layer=(\d{1,6})\b`)
)

// layers reads the layer that the page shows, and the whole list of layers with
// their titles, in the order of the page.
func (d *document) layers() (shown int, list []model.Layer) {
	if m := layerShown.FindStringSubmatch(d.FindMatcher(selLayerShown).First().Text()); m != nil {
		shown, _ = strconv.Atoi(m[1])
	}
	d.FindMatcher(selLayerLinks).Each(func(_ int, a *goquery.Selection) {
		m := layerLink.FindStringSubmatch(a.AttrOr("href", ""))
		if m == nil {
			return // "More...", at the end
		}
		n, _ := strconv.Atoi(m[1])
		list = append(list, model.Layer{Layer: n, Title: layerTitle(fold(a.Text()), m[1])})
	})
	return shown, list
}

// layerTitle is what follows the number and the dash in "214 – Chat Themes".
func layerTitle(label, number string) string {
	rest := strings.TrimSpace(strings.TrimPrefix(label, number))
	for _, dash := range []string{"–", "—", "-"} {
		if title, ok := strings.CutPrefix(rest, dash); ok {
			return strings.TrimSpace(title)
		}
	}
	return rest
}
