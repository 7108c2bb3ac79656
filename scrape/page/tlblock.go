package page

import (
	"errors"
	"strings"
)

// blockLine is one combinator of a page_scheme block.
type blockLine struct {
	checkedLine
	function bool
}

// tlBlock reads the combinators of the page's schema block, in its order.
func (d *document) tlBlock(cache *lineCache) ([]blockLine, error) {
	if d.marks.scheme == nil {
		return nil, &LayoutError{Want: "page_scheme"}
	}
	text := d.parts.scheme
	if text == "" { // it was parsed with the page
		text = allText(d.marks.scheme)
	}
	var lines []blockLine
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
		l, err := cache.parse(line)
		if err != nil {
			return nil, &LayoutError{Want: "page_scheme", Err: err}
		}
		lines = append(lines, blockLine{l, function})
	}
	return lines, nil
}

// errNoLine is the cause of a LayoutError for a page without a line of its own.
var errNoLine = errors.New("none of its lines is the page's own")

// ownLine finds the line of the page itself.
func (d *document) ownLine(cache *lineCache) (checkedLine, error) {
	lines, err := d.tlBlock(cache)
	if err != nil {
		return checkedLine{}, err
	}
	for _, l := range lines {
		if l.Name == d.name && l.function == (d.kind == KindMethod) {
			return l.checkedLine, nil
		}
	}
	return checkedLine{}, &LayoutError{Want: "page_scheme", Err: errNoLine}
}
