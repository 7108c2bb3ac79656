// Package samplesite generates the pages of the sample site from its schema and its
// descriptions, which are embedded from sample/ and markup/.
//
// It is for package data, which publishes the site, and for tests, which need single
// pages or a site of realistic size. It is not for reading pages (package scrape/page).
//
// It guarantees that the same layer and path give the same bytes. Only Handler adds
// something to a page that differs on every request, as the real site does.
package samplesite

// Layers lists the layers of the sample, the older one first.
func Layers() []int {
	var layers []int
	for _, s := range sites() {
		layers = append(layers, s.layer)
	}
	return layers
}

// Page returns the page at an unescaped path, such as "/method/auth.sendCode" and
// "/type/Vector t". ok is false if the site has no page; Handler then serves "Page not
// found", or HTTP 404.
func Page(layer int, path string) (page []byte, ok bool) {
	for _, s := range sites() {
		if s.layer == layer {
			page, ok := s.pages[path]
			return []byte(page), ok
		}
	}
	return nil, false
}
