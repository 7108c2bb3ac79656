package page

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// block is what a page's schema block says.
type block struct {
	lines []blockLine
	// availableAsOf is the layer of which the block says that the page is, 0 where it
	// has lines.
	availableAsOf int
}

// blockLine is one combinator of a page_scheme block.
type blockLine struct {
	checkedLine
	function bool
	layer    int // of the heading above it on pages of the end-to-end schema
}

var (
	// "Method schema is available as of layer 225. Switch »"
	otherLayer   = regexp.MustCompile(`(?i)^\w+ schema is available as of layer (\d{1,9})\b`)
	layerDivider = regexp.MustCompile(`^===\s*(\d{1,9})\s*===$`)
)

// tlBlock reads the combinators of the page's schema block, in its order. Old pages hold
// a template that was never filled, pages of bare types nothing: their block is empty.
func (d *document) tlBlock(cache *lineCache) (block, error) {
	if d.marks.scheme == nil {
		if d.noSchema() {
			return block{}, nil
		}
		return block{}, &LayoutError{Want: "page_scheme"}
	}
	var b block
	for line := range rawLines(d.blockText()) {
		if m := otherLayer.FindStringSubmatch(line.text); m != nil {
			b.availableAsOf, _ = strconv.Atoi(m[1])
			return b, nil
		}
		l, err := cache.parse(line.text)
		if err != nil {
			return b, &LayoutError{Want: "page_scheme", Err: err}
		}
		b.lines = append(b.lines, blockLine{l, line.function, line.layer})
	}
	return b, nil
}

// blockText is the text of the schema block.
func (d *document) blockText() string {
	if d.parts.scheme != "" {
		return d.parts.scheme
	}
	return allText(d.marks.scheme) // it was parsed with the page
}

// noSchema reports whether the page is of a kind that has no schema block.
func (d *document) noSchema() bool {
	return d.marks.layers == nil && (d.kind == KindType || d.template() != nil)
}

// template is the paragraph that holds the place of the schema on pages whose template
// was never filled; nil where there is none.
func (d *document) template() *html.Node {
	for n := range d.marks.content.ChildNodes() {
		if nodeText(n) == "{schema}" {
			return n
		}
	}
	return nil
}

// rawLine is one line of a schema, not parsed.
type rawLine struct {
	text     string
	function bool
	layer    int
}

// rawLines yields the lines of a schema without dividers and comments.
func rawLines(text string) func(yield func(rawLine) bool) {
	return func(yield func(rawLine) bool) {
		var at rawLine
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(token(line))
			switch divider := layerDivider.FindStringSubmatch(line); {
			case line == "---functions---":
				at.function = true
			case line == "---types---":
				at.function = false
			case divider != nil:
				at.layer, _ = strconv.Atoi(divider[1])
				at.function = false
			case line == "" || strings.HasPrefix(line, "//"):
			default:
				at.text = line
				if !yield(at) {
					return
				}
			}
		}
	}
}

// errNoLine is the cause of a LayoutError for a page without a line of its own.
var errNoLine = errors.New("none of its lines is the page's own")

// own finds the lines of the page itself: one, or one for each layer of the end-to-end
// schema that changed it.
func (b block) own(name string, function bool) ([]blockLine, error) {
	var own []blockLine
	for _, l := range b.lines {
		if l.Name == name && l.function == function {
			own = append(own, l)
		}
	}
	if len(own) == 0 && len(b.lines) > 0 {
		return nil, &LayoutError{Want: "page_scheme", Err: errNoLine}
	}
	if len(own) > 1 && own[0].layer == 0 {
		own = own[:1]
	}
	return own, nil
}

// layered are the lines with their layers; nil where the block has no layers.
func layered(lines []blockLine) []model.LayerLine {
	if !slices.ContainsFunc(lines, func(l blockLine) bool { return l.layer != 0 }) {
		return nil
	}
	list := make([]model.LayerLine, len(lines))
	for i, l := range lines {
		list[i] = model.LayerLine{Layer: l.layer, TL: l.Line}
	}
	return list
}
