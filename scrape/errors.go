package scrape

import (
	"errors"
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// NameError is the cause if a page's name differs from its address.
type NameError struct{ Want, Got string }

func (e *NameError) Error() string {
	return fmt.Sprintf("found the page of %s, want %s", e.Got, e.Want)
}

// LayerError is the cause if a page is of another layer than the crawl.
type LayerError struct{ Want, Got int }

func (e *LayerError) Error() string {
	return fmt.Sprintf("the page is of layer %d, want layer %d", e.Got, e.Want)
}

// LayerChangedError is returned if the site changed its layer more often than a crawl
// starts over.
type LayerChangedError struct{ Err error }

func (e *LayerChangedError) Error() string {
	return fmt.Sprintf("the site changed its layer %d times during the crawl, the last time: %v; run again later", maxRestarts+1, e.Err)
}

func (e *LayerChangedError) Unwrap() error { return e.Err }

// PageError names the page that failed, and the cause.
type PageError struct {
	URL string
	// Status is the HTTP status, 0 if there was none.
	Status int
	Err    error
}

func (e *PageError) Error() string {
	if e.Status != 0 && e.Status != 200 {
		return fmt.Sprintf("%s: HTTP %d: %v", e.URL, e.Status, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.URL, e.Err)
}

func (e *PageError) Unwrap() error { return e.Err }

// IncompleteError is returned by a crawl with failed pages.
type IncompleteError struct {
	Failed []*PageError
	// Total is the number of pages in the index.
	Total int
}

// maxListed bounds the failed pages that a message lists.
const maxListed = 3

func (e *IncompleteError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d pages failed: ", len(e.Failed), e.Total)
	for i, f := range e.Failed {
		if i == maxListed {
			fmt.Fprintf(&b, "; and %d more", len(e.Failed)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(f.Error())
	}
	return b.String()
}

func (e *IncompleteError) Unwrap() []error {
	errs := make([]error, len(e.Failed))
	for i, f := range e.Failed {
		errs[i] = f
	}
	return errs
}

// NoSchemaError is the cause for a page without any schema line.
type NoSchemaError struct{}

func (*NoSchemaError) Error() string {
	return "the page has no schema; its entity was removed long ago"
}

// TextError ends a crawl whose pages have more text than any API reference.
type TextError struct{ Limit int64 }

func (e *TextError) Error() string {
	return fmt.Sprintf("the pages have more than %d MB of text, far more than the API reference; check --base-url", e.Limit>>20)
}

// retryable reports whether a page that failed for this reason may be valid next time.
func retryable(err error) bool {
	var (
		missing    *page.MissingPageError
		truncated  *page.TruncatedError
		unexpected *page.UnexpectedPageError
		layout     *page.LayoutError
		name       *NameError
		layer      *LayerError
		none       *NoSchemaError
		id         *model.IDError
	)
	return errors.As(err, &missing) || errors.As(err, &truncated) || errors.As(err, &unexpected) ||
		errors.As(err, &layout) || errors.As(err, &name) || errors.As(err, &layer) ||
		errors.As(err, &none) || errors.As(err, &id)
}
