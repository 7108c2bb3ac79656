package page

import "github.com/andybalholm/cascadia"

// Every selector that reads a page, compiled once.
var (
	selHeadTitle = cascadia.MustCompile("title")

	selAnchor = cascadia.MustCompile("a.anchor")
	selCell   = cascadia.MustCompile("td")
	selLink   = cascadia.MustCompile("a[href]")
	selA      = cascadia.MustCompile("a")

	selHeadings      = cascadia.MustCompile("h1, h2, h3, h4, h5, h6")
	selHeadingsAndTR = cascadia.MustCompile("h1, h2, h3, h4, h5, h6, tr")
)
