package page

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tlBlock is the schema block of an entity's page.
type tlBlock struct {
	lines []blockLine
	// availableAsOf is set if the block names another layer instead: "Method schema is
	// available as of layer 225. Switch »".
	availableAsOf int
}

// blockLine is one combinator of a block.
type blockLine struct {
	checkedLine
	function bool
	// layer is that of the ===N=== heading above the line, 0 if there is none.
	layer int
}

var (
	otherLayer   = regexp.MustCompile(`(?i)^\w+ schema is available as of layer (\d{1,6})\b`)
	layerDivider = regexp.MustCompile(`^===\s*(\d{1,6})\s*===$`)
)

// unfilled is the unfilled template of a schema block that very old pages have instead.
const unfilled = "{schema}"

// maxNotice bounds what a block may say in place of a combinator, in bytes.
const maxNotice = 4 << 10

// tlBlock reads the page's schema block. It is empty for pages that never had one.
func (d *document) tlBlock(cache *lineCache) (*tlBlock, error) {
	text, ok := d.blockText()
	switch {
	case !ok && (d.isUnfilled() || d.isBare()):
		return &tlBlock{}, nil
	case !ok:
		return nil, &LayoutError{Want: "page_scheme"}
	}
	folded := collapseSpace(text[:min(len(text), maxNotice)])
	if m := otherLayer.FindStringSubmatch(folded); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil || n == 0 {
			return nil, &LayoutError{Want: "page_scheme", Err: fmt.Errorf("invalid layer %q", m[1])}
		}
		return &tlBlock{availableAsOf: n}, nil
	}
	if folded == unfilled {
		return &tlBlock{}, nil
	}
	cache.warm(text)
	b := &tlBlock{lines: make([]blockLine, 0, min(1+strings.Count(text, "\n"), maxLines))}
	err := blockLines(text, func(line string, function bool, layer int) error {
		l, err := cache.parse(line)
		if err == nil {
			b.lines = append(b.lines, blockLine{l, function, layer})
		}
		return err
	})
	if err != nil {
		return nil, &LayoutError{Want: "page_scheme", Err: err}
	}
	if len(b.lines) == 0 {
		return nil, &LayoutError{Want: "page_scheme", Err: errNoLine}
	}
	return b, nil
}

// blockText returns the text of the schema block; ok is false if there is none.
func (d *document) blockText() (text string, ok bool) {
	switch {
	case d.marks.scheme == nil:
		return "", false
	case d.parts.schema != "":
		return d.parts.schema, true
	}
	return allText(codeOf(d.marks.scheme)), true
}

// codeOf returns the first code element in a block, or the block itself: other elements,
// such as a button, are not part of the schema.
func codeOf(block *html.Node) *html.Node {
	for n := range under(block) {
		if n.DataAtom == atom.Code {
			return n
		}
	}
	return block
}

// blockLines calls yield with each combinator of a block, in its order.
func blockLines(text string, yield func(line string, function bool, layer int) error) error {
	function, layer := false, 0
	for line := range strings.Lines(text) {
		line = oneLine(line)
		switch m := layerDivider.FindStringSubmatch(line); {
		case m != nil:
			layer, _ = strconv.Atoi(m[1])
			function = false
			continue
		case line == "---functions---":
			function = true
			continue
		case line == "---types---":
			function = false
			continue
		case line == "" || strings.HasPrefix(line, "//"):
			continue
		}
		if err := yield(line, function, layer); err != nil {
			return err
		}
	}
	return nil
}

// oneLine returns a line of a block without invisible characters, white space collapsed.
func oneLine(line string) string { return collapseSpace(strings.TrimSpace(token(line))) }

// isUnfilled reports whether the page has the template of a schema block.
func (d *document) isUnfilled() bool {
	for n := range d.marks.content.ChildNodes() {
		if says(n, unfilled) {
			return true
		}
	}
	return false
}

// isBare reports whether the page is that of a bare type, which has neither schema nor
// layer.
func (d *document) isBare() bool {
	if d.kind != KindType || d.marks.layers != nil {
		return false
	}
	_, last, ok := strings.Cut(d.name, ".")
	if !ok {
		last = d.name
	}
	first, _ := utf8.DecodeRuneInString(last)
	return !unicode.IsUpper(first)
}

// errNoLine is the cause of a LayoutError for a page without a line of its own.
var errNoLine = errors.New("none of its lines is the page's own")

// own returns the lines of the page itself: one, or one for each layer of the end-to-end
// schema that changed it.
func (b *tlBlock) own(kind Kind, name string) ([]blockLine, error) {
	var own []blockLine
	for _, l := range b.lines {
		if l.Name == name && l.function == (kind == KindMethod) {
			own = append(own, l)
		}
	}
	switch {
	case len(own) == 0 && len(b.lines) > 0:
		return nil, &LayoutError{Want: "page_scheme", Err: errNoLine}
	case len(own) > 1 && own[0].layer == 0:
		own = own[:1]
	}
	return own, nil
}
