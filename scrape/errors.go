package scrape

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// StubError is the reason why a page is no data: the site answers with HTTP 200
// and the words "The page has not been saved" where it has no page.
type StubError struct{}

func (*StubError) Error() string { return `the site has no such page ("Page not found")` }

// CutError is the reason for a page that does not end.
type CutError struct {
	// Size is how many bytes there were.
	Size int
}

func (e *CutError) Error() string {
	if e.Size == 0 {
		return "the page is empty"
	}
	return fmt.Sprintf("the page is cut: it does not end after %d bytes", e.Size)
}

// ForeignError is the reason for a page that is none of the reference: a challenge,
// a proxy's error, another site, another kind of file.
type ForeignError struct {
	// Title is what the page calls itself, where it does.
	Title string
}

// challenge is how the pages call themselves that ask for proof of a human.
var challenge = regexp.MustCompile(`(?i)just a moment|attention required|access denied|ddos|checking your browser|are you (a )?human|captcha`)

// EndsCrawl tells a crawl that the site wants no robots now, and that going on would
// be hammering.
func (e *ForeignError) EndsCrawl() bool { return challenge.MatchString(e.Title) }

func (e *ForeignError) Error() string {
	switch {
	case e.Title == "":
		return "no page of the API reference"
	case e.EndsCrawl():
		return fmt.Sprintf("a challenge in the place of a page, titled %.60q: the site wants no robots now; wait, or ask for less (--rate)", e.Title)
	}
	return fmt.Sprintf("no page of the API reference, it is titled %.60q", e.Title)
}

// LayoutError is the reason for a page of the reference that lacks what every such
// page has: the site's layout may have changed, and this reader with it must.
type LayoutError struct {
	// Want is what was looked for.
	Want string
	Err  error
}

func (e *LayoutError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("the page's %s cannot be read: %v", e.Want, e.Err)
	}
	return "the page has no " + e.Want
}

func (e *LayoutError) Unwrap() error { return e.Err }

// NameError is the reason for a page that bears another name than its address.
type NameError struct{ Want, Got string }

func (e *NameError) Error() string {
	return fmt.Sprintf("the page is that of %s, not of %s", e.Got, e.Want)
}

// LayerError is the reason for a page of another layer than the crawl's.
type LayerError struct{ Want, Got int }

func (e *LayerError) Error() string {
	return fmt.Sprintf("the page is of layer %d, layer %d was wanted", e.Got, e.Want)
}

// PageError says which page could not be had, and why.
type PageError struct {
	URL string
	// Status is the HTTP status, 0 where there was none.
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

// IncompleteError is returned by a crawl that could not get every page.
type IncompleteError struct {
	Failed []*PageError
	// Total is how many addresses the index had.
	Total int
}

func (e *IncompleteError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d pages failed: ", len(e.Failed), e.Total)
	for i, f := range e.Failed {
		if i == 3 {
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

// doubtful tells whether a page that failed for this reason is to be asked for
// again before it is believed.
func doubtful(err error) bool {
	var (
		stub    *StubError
		cut     *CutError
		foreign *ForeignError
		layout  *LayoutError
		name    *NameError
		id      *model.IDError
	)
	return errors.As(err, &stub) || errors.As(err, &cut) || errors.As(err, &foreign) ||
		errors.As(err, &layout) || errors.As(err, &name) || errors.As(err, &id)
}
