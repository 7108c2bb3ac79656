package report

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// piece is a line break, white space at which a line may be broken, or unbreakable text.
var piece = regexp.MustCompile(`\n|[ \t]+|[^ \t\n]+`)

// wrap breaks a text, which begins at a column, into lines that end before width; 0 is no
// limit. Lines are broken at white space: a wider word is not broken.
func wrap(width, indent int, parts []span) [][]span {
	w := wrapper{width: width, indent: indent}
	for _, s := range parts {
		if s.solid {
			w.word = append(w.word, s)
			continue
		}
		for _, text := range piece.FindAllString(s.text, -1) {
			s.text = text
			switch text[0] {
			case '\n':
				w.flush()
				w.newline()
				w.begun = false
			case ' ', '\t':
				w.flush()
				w.gap = append(w.gap, s)
			default:
				w.word = append(w.word, s)
			}
		}
	}
	w.flush()
	return append(w.lines, w.line)
}

// wrapper fills a line word by word.
type wrapper struct {
	width, indent int
	lines         [][]span
	line          []span
	column        int    // the end of the line
	gap, word     []span // the next word, if there is room
	begun         bool   // whether this line has a word
	hang          int    // the indentation of continued lines
}

// flush adds the word to the line or, if there is no room, to the next one, without the
// white space before it.
func (w *wrapper) flush() {
	if len(w.word) == 0 {
		return
	}
	if !w.begun {
		w.begin()
	} else if w.width > 0 && w.column+columns(w.gap...)+columns(w.word...) > w.width {
		w.newline()
		w.margin(w.hang)
	}
	w.line = append(append(w.line, w.gap...), w.word...)
	if w.width > 0 {
		w.column += columns(w.gap...) + columns(w.word...)
	}
	w.gap, w.word = nil, nil
}

// bullet matches list markers and change signs at the start of a line.
var bullet = regexp.MustCompile(`^([-+~*]|\d+\.)$`)

// begin begins a line of the text with a word.
func (w *wrapper) begin() {
	w.begun = true
	w.margin(w.indent)
	w.hang = w.indent + columns(w.gap...)
	if text := (paint{}).line(w.word); bullet.MatchString(text) {
		w.hang += len(text + " ")
	}
}

func (w *wrapper) newline() {
	w.lines = append(w.lines, w.line)
	w.line, w.gap = nil, nil
}

func (w *wrapper) margin(n int) {
	w.line, w.column = []span{plain(strings.Repeat(" ", n))}, n
}

// columns is the number of terminal columns of a text; tabs are counted at their maximum.
func columns(parts ...span) int {
	n := 0
	for _, s := range parts {
		n += uniseg.StringWidth(s.text) + 8*strings.Count(s.text, "\t")
	}
	return n
}
