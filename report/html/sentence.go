package html

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// phrase is a part of a sentence: fixed words, a value of the site, or a value that is
// code.
type phrase struct {
	Value, Code bool
	folded
}

// The characters that mark where a value begins and ends. Clean text has none of them.
const begin, end = "\x02", "\x03"

// sentence is a change's sentence split into values and words.
func sentence(c diff.Change) []phrase {
	marked := c.SentenceIn(func(value string) string { return begin + terminal.Line(value) + end })
	var phrases []phrase
	for part := range strings.SplitAfterSeq(marked, end) {
		ours, value, _ := strings.Cut(part, begin)
		if ours != "" {
			phrases = append(phrases, phrase{folded: folded{Head: ours}})
		}
		if value = strings.TrimSuffix(value, end); value != "" {
			phrases = append(phrases, phrase{true, c.Row().Code, fold(value, opening, 0)})
		}
	}
	return phrases
}

// signs has the CSS class of each effect, and the character that marks it.
var signs = map[diff.Effect]struct{ name, mark string }{
	diff.Removed: {"gone", "−"}, diff.Added: {"new", "+"}, diff.Renamed: {"changed", "~"}, diff.Changed: {"changed", "~"},
}
