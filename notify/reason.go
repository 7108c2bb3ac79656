package notify

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// What can go wrong here, and not in a service.
var (
	errStopped = errors.New("stopped")
	errSilent  = errors.New("silent")
	errBroken  = errors.New("broken")
)

const silent = "no answer in time; it may have arrived"

// reason says why a message was not sent, in words of this package alone: the errors of
// services hold their URLs. It is final where another try would go no better, or might
// tell people twice.
func reason(err error) (why string, final bool) {
	switch {
	case err == nil:
		return "", false
	case errors.Is(err, errStopped):
		return "interrupted", true
	case errors.Is(err, errSilent):
		return silent, true
	case errors.Is(err, errBroken):
		return "the service's code broke down", true
	}
	text := err.Error()
	for status := 400; status < 600; status++ {
		if name := http.StatusText(status); name != "" && strings.Contains(text, strconv.Itoa(status)+" "+name) {
			return strconv.Itoa(status) + " " + name, status < 500 && !passing[status]
		}
	}
	for _, p := range phrases {
		if strings.Contains(text, p.in) {
			return p.why, p.final
		}
	}
	return "the service refused, or could not be reached", false
}

// passing are the refusals that end by themselves.
var passing = map[int]bool{http.StatusRequestTimeout: true, http.StatusTooEarly: true, http.StatusTooManyRequests: true}

// phrases are what errors of networks and of services say.
var phrases = []struct {
	in, why string
	final   bool
}{
	{"no such host", "no such host", false},
	{"connection refused", "connection refused", false},
	{"connection reset", "connection reset", false},
	{"i/o timeout", "the host does not answer", false},
	{"deadline exceeded", silent, true},
	{"certificate", "the host's certificate is not trusted", true},
	{"max retries", "refused again and again", true}, // Discord's service has tried often enough
}
