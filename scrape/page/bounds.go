package page

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxSize is the size in bytes of the largest page that Read accepts. The largest of the
// site, /api/layers, has 1 MB.
const MaxSize = 8 << 20

// Limits per page. The pages of the real site stay a factor of ten below each.
const (
	maxEntitySize = 1 << 20 // bytes of the page of a method, constructor or type
	maxTags       = 250_000
	maxSections   = 1000
	// These limit texts that are converted to Markdown: the converter's work is quadratic
	// in the number of brackets, it fills up short rows, and it pads every cell to the
	// width of its column.
	maxBrackets = 1000
	maxGrid     = 10_000
	maxPadded   = 16 << 20
)

// checkSize rejects markup that would take too much memory to parse.
func checkSize(b []byte) error {
	if len(b) > MaxSize {
		return &UnexpectedPageError{Title: fmt.Sprintf("a file of more than %d MB", MaxSize>>20)}
	}
	if bytes.Count(b, []byte("<")) > maxTags {
		return tooMany("markup", maxTags, "tags")
	}
	return nil
}

// checkEntitySize rejects an oversized page of one entity.
func (d *document) checkEntitySize(size int) error {
	switch d.kind {
	case KindMethod, KindConstructor, KindType:
		if size > maxEntitySize {
			return tooMany("markup", maxEntitySize, "bytes")
		}
	}
	return nil
}

func tooMany(want string, limit int, of string) error {
	return &LayoutError{Want: want, Err: fmt.Errorf("more than %d %s", limit, of)}
}

// convertible reports whether a text is within the limits of the converter to Markdown.
func convertible(div *html.Node, said string) bool {
	if strings.Count(said, "[") > maxBrackets {
		return false
	}
	rows, columns := tableSize(div)
	return rows*columns <= maxGrid && rows*len(said) <= maxPadded
}

// tableSize returns the size of the tables under a node once their rows are filled up, as
// if they were one table.
func tableSize(root *html.Node) (rows, columns int) {
	width := 0
	for n := range under(root) {
		switch n.DataAtom {
		case atom.Tr:
			rows, width = rows+1, 0
		case atom.Td, atom.Th:
			width += span(n, "colspan")
			rows += span(n, "rowspan") - 1
			columns = max(columns, width)
		}
	}
	return rows, columns
}
