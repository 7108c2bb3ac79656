// Package data holds the sample site: a small API reference at two layers, laid
// out like Telegram's, made to be crawled without a network.
//
// It is for `tlcrawl demo` and for tests. Between its two layers every rule of
// package diff finds something, and its pages have the oddities of the real ones:
// a method without a page, a page without words, one error with two codes. It is
// not for looking anything up: the lines of the schema were printed by the real
// site, some of them at a neighbouring layer, and the id of accessPointRule at the
// newer layer is what it should have been; but the descriptions are this project's
// own, and who may call what and which errors there are is partly made up.
//
// It promises that the same layer and path give the same bytes. Only Handler adds
// something to a page that differs at every request, as the real site does.
package data

// Layers lists the layers of the sample, the older one first.
func Layers() []int {
	var layers []int
	for _, s := range sites() {
		layers = append(layers, s.layer)
	}
	return layers
}

// Page returns the page at a path without escapes, as in "/method/auth.sendCode"
// and "/type/Vector t". ok is false where the site has no page; Handler then serves
// the stub, or nothing.
func Page(layer int, path string) (page []byte, ok bool) {
	for _, s := range sites() {
		if s.layer == layer {
			page, ok := s.pages[path]
			return []byte(page), ok
		}
	}
	return nil, false
}
