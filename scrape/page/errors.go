package page

import (
	"fmt"
	"regexp"
)

// MissingPageError is the reason why a page is no data: the site answers with HTTP 200
// and the words "The page has not been saved" where it has no page.
type MissingPageError struct{}

func (*MissingPageError) Error() string { return `the site has no such page ("Page not found")` }

// TruncatedError is the reason for a page that does not end.
type TruncatedError struct {
	// Size is how many bytes there were.
	Size int
}

func (e *TruncatedError) Error() string {
	if e.Size == 0 {
		return "the page is empty"
	}
	return fmt.Sprintf("the page is cut: it does not end after %d bytes", e.Size)
}

// UnexpectedPageError is the reason for a page that is none of the reference: a challenge,
// a proxy's error, another site, another kind of file.
type UnexpectedPageError struct {
	// Title is what the page calls itself, where it does.
	Title string
}

// challenge is how the pages call themselves that ask for proof of a human.
var challenge = regexp.MustCompile(`(?i)just a moment|attention required|access denied|ddos|checking your browser|are you (a )?human|captcha`)

// EndsCrawl tells a crawl that the site wants no robots now, and that going on would
// be hammering.
func (e *UnexpectedPageError) EndsCrawl() bool { return challenge.MatchString(e.Title) }

func (e *UnexpectedPageError) Error() string {
	switch {
	case e.Title == "":
		return "no page of the API reference"
	case e.EndsCrawl():
		return fmt.Sprintf("a challenge page instead of the reference, titled %.60q: the site blocks robots; wait, or lower --rate", e.Title)
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
