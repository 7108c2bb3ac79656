package fetch

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/time/rate"
)

func TestCrawlDelay(t *testing.T) {
	for _, tc := range []struct {
		why, robots string
		rate        float64 // of the options
		want        rate.Limit
	}{
		{"no delay", "User-agent: *\nDisallow:\n", 5, 5},
		{"a delay for all agents", "User-agent: *\nCrawl-delay: 2\n", 5, 0.5},
		{"a delay for tlcrawl", "User-agent: *\nCrawl-delay: 9\n\nUser-agent: tlcrawl\nCrawl-delay: 4\n", 5, 0.25},
		{"a delay shorter than that of --rate", "User-agent: *\nCrawl-delay: 1\n", 0.5, 0.5},
		{"a delay of a day is reduced to a minute", "User-agent: *\nCrawl-delay: 86400\n", 5, 1.0 / 60},
		{"not a number", "User-agent: *\nCrawl-delay: soon\n", 5, 5},
	} {
		got := afterRobots(t, tc.robots, tc.rate)
		if limit := got.rate.Limit(); limit < tc.want*0.999 || limit > tc.want*1.001 {
			t.Errorf("%s: %v requests a second, want %v", tc.why, limit, tc.want)
		}
	}
}

// A huge robots.txt is read up to the limit, and to the end of a line.
func TestHugeRobots(t *testing.T) {
	huge := "User-agent: *\nDisallow: /a\n" + strings.Repeat("Disallow: /nothing\n", 400_000)
	resp := robotsResponse(huge)
	got, err := newTransport(t.Context(), Options{}.withDefaults()).robots(robotsRequest(t.Context()), resp)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err != nil || len(body) > maxRobots || !strings.HasSuffix(string(body), "/nothing\n") {
		t.Errorf("%d bytes of %d, ending in %q, %v", len(body), len(huge), body[max(0, len(body)-20):], err)
	}
}

func afterRobots(t *testing.T, robots string, perSecond float64) *transport {
	t.Helper()
	tr := newTransport(t.Context(), Options{Rate: perSecond}.withDefaults())
	if _, err := tr.robots(robotsRequest(t.Context()), robotsResponse(robots)); err != nil {
		t.Fatal(err)
	}
	return tr
}

func robotsRequest(ctx context.Context) *http.Request {
	return (&http.Request{URL: &url.URL{Path: "/robots.txt"}}).WithContext(ctx)
}

func robotsResponse(body string) *http.Response {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(body))}
}
