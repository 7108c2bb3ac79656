package scrape

import "context"

// Source gives the pages of one site: over the network, or from a disk.
type Source interface {
	// Get returns what stands at a path. It is called from several goroutines at
	// once. Its errors are PageErrors where the page itself is at fault; any other
	// error ends the crawl.
	Get(context.Context, Request) (*Response, error)
}

// Keeper is a Source that wants to hear which pages were believed.
type Keeper interface {
	// Keep is called once for a page that was read and believed, and for a stub that
	// was. Its error ends the crawl.
	Keep(path string, r *Response) error
}

// Request asks a Source for a page.
type Request struct {
	// Path is that of the page, as in /method/auth.sendCode.
	Path string
	// Trust says what may stand in for an answer of the site.
	Trust Trust
	// Layer is the one that the page is to be of, 0 where that is not known yet.
	Layer int
	// ETag and LastModified, where set, ask for the page only if it has changed
	// since (RFC 9110, 13.1).
	ETag, LastModified string
}

// Trust is how far a page is trusted that was kept before.
type Trust int

const (
	// TrustKept takes a page that the same run has kept.
	TrustKept Trust = iota
	// TrustUnchanged takes a page that the site says is still the same.
	TrustUnchanged
	// TrustNothing asks for the page anew.
	TrustNothing
)

// Response is what a Source found at a path.
type Response struct {
	Body   []byte
	Status int
	// ETag and LastModified are the validators that came with the page.
	ETag, LastModified string
	// NotModified says that the page is the one that the validators asked about; the
	// Body is then empty.
	NotModified bool
	// Kept is set where the page comes from a disk.
	Kept bool
	// Layer is the one of the crawl that believed the page, for the Keeper: a stub
	// shows none.
	Layer int
}
