// Package data publishes the sample site: a small API reference with two layers, in
// Telegram's layout, for crawls without a network.
//
// It is for `tlcrawl demo` and for tests. Its two layers have changes for every rule of
// package diff, and its pages have the peculiarities of the real ones: a method without a
// page, a page without text, one error with two codes, a method that belongs to a later
// layer. It is not a reference: the lines of the schema are those of the real site, some of
// them of a neighboring layer, but the descriptions are this project's own, and access and
// errors are partly made up.
//
// It guarantees that the same layer and path give the same page, except for the comment at
// its end that differs on every request, as on the real site.
package data

import (
	"net/http"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
)

// Layers lists the layers of the sample, the older one first.
func Layers() []int { return samplesite.Layers() }

// Handler serves the sample as the real site serves the reference. It shows the newest
// layer, or the one in the cookie stel_dev_layer; ?layer=N sets the cookie. An entity
// without a page is "Page not found" with status 200.
func Handler() http.Handler { return samplesite.Handler() }
