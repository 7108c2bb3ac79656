package page

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxSize is the size in bytes of the largest page that Read takes. The largest of
// the site, /api/layers, has 1 MB.
const MaxSize = 8 << 20

// Bounds on what a page may cost. The real site stays a factor of ten below each.
const (
	maxEntitySize = 1 << 20 // bytes of the page of a method, constructor or type
	maxTags       = 250_000
	maxSections   = 1000
	// These bound a text that is converted to Markdown: the converter's work grows with
	// the square of brackets, it fills up rows that are shorter than others, and it pads
	// every cell to the width of its column.
	maxBrackets = 1000
	maxGrid     = 10_000
	maxPadded   = 16 << 20
)

// checkSize refuses markup that would take too much memory to parse.
func checkSize(b []byte) error {
	if len(b) > MaxSize {
		return &UnexpectedPageError{Title: fmt.Sprintf("a file of more than %d MB", MaxSize>>20)}
	}
	if bytes.Count(b, []byte("<")) > maxTags {
		return tooMany("markup", maxTags, "tags")
	}
	return nil
}

// checkEntitySize refuses a page of one entity that is as long as a book.
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

// convertible reports whether a text is small enough for the converter to Markdown.
func convertible(div *html.Node, said string) bool {
	if strings.Count(said, "[") > maxBrackets {
		return false
	}
	rows, columns := tableSize(div)
	return rows*columns <= maxGrid && rows*len(said) <= maxPadded
}

// tableSize is how large the tables under a node are once they are filled up, as if they
// were one.
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
