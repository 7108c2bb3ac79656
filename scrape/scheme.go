package scrape

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// schemeLine is one combinator of a page_scheme block.
type schemeLine struct {
	provenLine
	function bool
}

// scheme reads the combinators of the page's schema block, in its order.
func (d *document) scheme() ([]schemeLine, error) {
	if d.marks.scheme == nil {
		return nil, &LayoutError{Want: "page_scheme"}
	}
	text := d.parts.scheme
	if text == "" { // it was parsed with the page
		text = allText(d.marks.scheme)
	}
	var lines []schemeLine
	function := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "---functions---":
			function = true
			continue
		case line == "---types---":
			function = false
			continue
		case line == "" || strings.HasPrefix(line, "//"):
			continue
		}
		l, err := d.reader.line(line)
		if err != nil {
			return nil, &LayoutError{Want: "page_scheme", Err: err}
		}
		lines = append(lines, schemeLine{l, function})
	}
	return lines, nil
}

// own finds the line of the page itself.
func (d *document) own() (model.Combinator, error) {
	lines, err := d.scheme()
	if err != nil {
		return model.Combinator{}, err
	}
	for _, l := range lines {
		if l.Name == d.name && l.function == (d.kind == PageMethod) {
			d.unproven = l.unproven
			return l.Combinator, nil
		}
	}
	return model.Combinator{}, &LayoutError{Want: "page_scheme", Err: errNoLine}
}
