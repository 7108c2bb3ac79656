// Package data publishes the sample site: a small API reference at two layers, laid out
// like Telegram's, made to be crawled without a network.
//
// It is for `tlcrawl demo` and for tests. Between its two layers every rule of package
// diff finds something, and its pages have the oddities of the real ones: a method
// without a page, a page without text, one error with two codes, a method that belongs
// to a later layer. It is not for looking anything up: the lines of the schema are those
// of the real site, some of them of a neighbouring layer, but the descriptions are this
// project's own, and who may call what and which errors there are is partly made up.
//
// It promises that the same layer and path give the same page, except for the comment
// at its end that differs at every request, as on the real site.
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
