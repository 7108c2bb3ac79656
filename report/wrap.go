package report

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// piece is a line break, white space in which a line may be broken, or what stays whole.
var piece = regexp.MustCompile(`\n|[ \t]+|[^ \t\n]+`)

// wrap breaks a text, which begins at a column, into lines that end before width; 0
// bounds nothing. Lines are broken at white space: a word that is wider stays whole.
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
	column        int    // where the line ends
	gap, word     []span // what comes next, if there is room
	begun         bool   // whether this line of the text has a word already
	hang          int    // where it goes on when broken
}

// flush puts the word into the line, or where there is no room into the next one,
// without the white space before it.
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

// bullet is what a line may begin with that is not its text.
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

// columns is how many columns of a terminal a text takes; a tab never takes more than
// is counted.
func columns(parts ...span) int {
	n := 0
	for _, s := range parts {
		n += uniseg.StringWidth(s.text) + 8*strings.Count(s.text, "\t")
	}
	return n
}
