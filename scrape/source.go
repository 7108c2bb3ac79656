package scrape

import "context"

// Source gives the pages of one site: over the network, or from a disk.
type Source interface {
	// Get returns what stands at a path, as in /method/auth.sendCode. It is called
	// from several goroutines at once. Its errors are PageErrors where the page
	// itself is at fault.
	Get(ctx context.Context, path string) (*Response, error)
}

// Response is what a Source found at a path.
type Response struct {
	Body []byte
	// URL is where the page was found, after redirects.
	URL    string
	Status int
}
