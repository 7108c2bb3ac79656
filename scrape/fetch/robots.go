package fetch

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

// maxRobots bounds the part of robots.txt that counts (RFC 9309, 2.5: at least 500 KiB).
const maxRobots = 512 << 10

// maxCrawlDelay bounds the delay between requests that robots.txt may ask for.
const maxCrawlDelay = time.Minute

// robots interprets the response to /robots.txt as RFC 9309 says, which colly does not. A
// server error forbids everything (2.3.1.4). An HTML page, which this site returns with
// HTTP 200 for missing files, is not a robots.txt: everything is allowed (2.3.1.3).
func (t *transport) robots(req *http.Request, resp *http.Response) (*http.Response, error) {
	switch {
	case req.URL.Path != "/robots.txt":
		return resp, nil
	case resp.StatusCode >= 500:
		return nil, &RefusedError{Reason: fmt.Sprintf("cannot read robots.txt (HTTP %d); try again later", resp.StatusCode)}
	}
	body, err := io.ReadAll(resp.Body) // from memory
	if err != nil {
		return nil, err
	}
	if len(body) > maxRobots {
		body = body[:bytes.LastIndexByte(body[:maxRobots], '\n')+1] // no half rules
	}
	switch {
	case resp.StatusCode != http.StatusOK:
	case bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")):
		resp.StatusCode, resp.Status = http.StatusNotFound, "404 Not Found"
	default:
		t.slowDown(crawlDelay(body))
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// crawlDelay is the delay between requests that robots.txt asks of tlcrawl, at most
// maxCrawlDelay; 0 if it asks for none.
func crawlDelay(body []byte) time.Duration {
	rules, err := robotstxt.FromBytes(body)
	if err != nil {
		return 0 // colly reports it
	}
	return min(rules.FindGroup("tlcrawl").CrawlDelay, maxCrawlDelay)
}

// slowDown keeps requests at least delay apart.
func (t *transport) slowDown(delay time.Duration) {
	if delay <= 0 {
		return
	}
	if limit := rate.Every(delay); limit < t.rate.Limit() {
		t.rate.SetLimit(limit)
	}
}
