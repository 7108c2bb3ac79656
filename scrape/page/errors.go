package page

import (
	"fmt"
	"regexp"
)

// MissingPageError means that the site does not have the page: it returns HTTP 200 and the
// text "The page has not been saved".
type MissingPageError struct{}

func (*MissingPageError) Error() string { return `the site has no such page ("Page not found")` }

// TruncatedError means that the page is incomplete.
type TruncatedError struct {
	// Size is the number of bytes.
	Size int
}

func (e *TruncatedError) Error() string {
	if e.Size == 0 {
		return "the page is empty"
	}
	return fmt.Sprintf("the page is truncated: no </html> in %d bytes", e.Size)
}

// UnexpectedPageError means that the page is not of the reference: a challenge, a proxy's
// error, another site, another kind of file.
type UnexpectedPageError struct {
	// Title is the title of the page, if it has one.
	Title string
}

// challenge matches the titles of challenge pages.
var challenge = regexp.MustCompile(`(?i)just a moment|attention required|access denied|ddos|checking your browser|are you (a )?human|captcha`)

// EndsCrawl reports whether the site blocks robots now, so that further requests are
// unwelcome.
func (e *UnexpectedPageError) EndsCrawl() bool { return challenge.MatchString(e.Title) }

func (e *UnexpectedPageError) Error() string {
	switch {
	case e.Title == "":
		return "not a page of the API reference"
	case e.EndsCrawl():
		return fmt.Sprintf("a challenge page instead of the reference, titled %.60q: the site blocks robots; wait, or lower --rate", e.Title)
	}
	return fmt.Sprintf("not a page of the API reference (title %.60q)", e.Title)
}

// LayoutError means that a page of the reference lacks what every such page has: the site's
// layout may have changed, and this package must follow.
type LayoutError struct {
	// Want is what is missing.
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
