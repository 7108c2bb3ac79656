package notify

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// Failures of this package rather than of a service.
var (
	errStopped = errors.New("stopped")
	errSilent  = errors.New("silent")
	errBroken  = errors.New("broken")
)

const silent = "timeout; it may have arrived"

// reason returns the cause of a failed message in fixed words: the errors of services
// contain their URLs. It is final if a retry would fail as well, or might send the message
// twice.
func reason(err error) (why string, final bool) {
	switch {
	case err == nil:
		return "", false
	case errors.Is(err, errStopped):
		return "interrupted", true
	case errors.Is(err, errSilent):
		return silent, true
	case errors.Is(err, errBroken):
		return "the service's code panicked", true
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
	return "refused or unreachable", false
}

// passing are the refusals that a retry may overcome.
var passing = map[int]bool{http.StatusRequestTimeout: true, http.StatusTooEarly: true, http.StatusTooManyRequests: true}

// phrases are texts of errors of networks and services.
var phrases = []struct {
	in, why string
	final   bool
}{
	{"no such host", "no such host", false},
	{"connection refused", "connection refused", false},
	{"connection reset", "connection reset", false},
	{"i/o timeout", "the host does not respond", false},
	{"deadline exceeded", silent, true},
	{"certificate", "the host's certificate is not trusted", true},
	{"max retries", "refused repeatedly", true}, // Discord's service retries by itself
}
