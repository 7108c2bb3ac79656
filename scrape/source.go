package scrape

import (
	"bytes"
	"context"
)

// Source provides the pages of one site, from the network or from disk.
type Source interface {
	// Get returns the page at a path. It must be safe for concurrent use.
	//
	// It returns a PageError if one page is at fault; the crawl continues without it, or
	// fails at its end. Every other error ends the crawl at once, and so does a PageError
	// that wraps a FatalError. A RobotsError makes an optional page count as absent.
	Get(context.Context, Request) (*Response, error)
}

// FatalError is implemented by errors of a Source that may concern the whole site.
type FatalError interface {
	error
	// EndsCrawl reports whether further requests are pointless or unwelcome.
	EndsCrawl() bool
}

// RobotsError is implemented by errors of a Source that may come from robots.txt.
type RobotsError interface {
	error
	// ByRobots reports whether robots.txt disallows the page.
	ByRobots() bool
}

// Recorder is a Source that records the pages that a crawl accepted.
type Recorder interface {
	// Record is called once for each accepted page, pages known to be missing included.
	// The page's Body is valid until it returns. Its error ends the crawl.
	Record(path string, r *Response) error
}

// Request asks a Source for a page.
type Request struct {
	// Path is the escaped path of the page, as in /method/auth.sendCode.
	Path string
	// Cache says when a stored copy may replace the site's answer.
	Cache CacheMode
	// Layer is the layer that the page should be of, 0 if that is not known yet.
	Layer int
	// ETag and LastModified, if set, make the request conditional (RFC 9110, 13.1).
	ETag, LastModified string
	// Buffer, if set, may hold the Body of the response, which is then valid until the
	// caller uses the buffer again.
	Buffer *bytes.Buffer
}

// CacheMode says when a stored copy of a page may replace the site's answer.
type CacheMode int

const (
	// CacheUse takes a page that the same run has stored.
	CacheUse CacheMode = iota
	// CacheRevalidate takes a stored page if the site says that it has not changed.
	CacheRevalidate
	// CacheBypass requests the page unconditionally.
	CacheBypass
)

// Response is the response of a Source for a path.
type Response struct {
	Body   []byte
	Status int
	// ETag and LastModified are the validators that came with the page.
	ETag, LastModified string
	// NotModified reports that the page has not changed since the validators of the request
	// were issued; Body is then empty.
	NotModified bool
	// FromCache reports that the page was read from disk.
	FromCache bool
	// Layer is set for a Recorder to the layer of the crawl that accepted the page; a
	// missing page does not show it.
	Layer int
}
