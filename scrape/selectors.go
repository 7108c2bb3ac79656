package scrape

import "github.com/andybalholm/cascadia"

// Every selector that reads a page, compiled once.
var (
	selTitle   = cascadia.MustCompile("#dev_page_title")
	selContent = cascadia.MustCompile("#dev_page_content")
	selCrumbs  = cascadia.MustCompile(".dev_page_bread_crumbs a[href]")
	selCurrent = cascadia.MustCompile(".page_scheme a.current_page_link[href]")
	selScheme  = cascadia.MustCompile("pre.page_scheme")

	selLayerSelect = cascadia.MustCompile(".dev_layer_select")
	selLayerShown  = cascadia.MustCompile(".dev_layer_select .dropdown-toggle")
	selLayerLinks  = cascadia.MustCompile(".dev_layer_select .dropdown-menu a[href]")

	selAnchor = cascadia.MustCompile("a.anchor")
	selTable  = cascadia.MustCompile("table")
	selRow    = cascadia.MustCompile("tr")
	selHead   = cascadia.MustCompile("th")
	selCell   = cascadia.MustCompile("td")
	selCells  = cascadia.MustCompile("td, th")
	selLink   = cascadia.MustCompile("a[href]")

	selHeadings      = cascadia.MustCompile("h1, h2, h3, h4, h5, h6")
	selHeadingsAndTR = cascadia.MustCompile("h1, h2, h3, h4, h5, h6, tr")
)
