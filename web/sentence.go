package web

import (
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// phrase is a part of a sentence: our words, a value of the site, or one of them that
// is code.
type phrase struct {
	Value, Code bool
	folded
}

// The characters that mark where a value begins and ends: no clean text has them.
const begin, end = "\x02", "\x03"

// code matches the rules whose values are code: others tell of titles and of people.
var code = regexp.MustCompile(`^(param|result|id|error|section)-|-renamed$`)

// sentence is a change's sentence with the values in it told apart.
func sentence(c diff.Change) []phrase {
	marked := c.SentenceIn(func(value string) string { return begin + terminal.Line(value) + end })
	var phrases []phrase
	for part := range strings.SplitAfterSeq(marked, end) {
		ours, value, _ := strings.Cut(part, begin)
		if ours != "" {
			phrases = append(phrases, phrase{folded: folded{Head: ours}})
		}
		if value = strings.TrimSuffix(value, end); value != "" {
			phrases = append(phrases, phrase{true, code.MatchString(c.Rule), fold(value, opening, 0)})
		}
	}
	return phrases
}

// sign tells at the first look whether something is gone, new or different.
func sign(c diff.Change) string {
	switch {
	case strings.HasSuffix(c.Rule, "-removed"), strings.HasSuffix(c.Rule, "-narrowed"):
		return "gone"
	case strings.HasSuffix(c.Rule, "-added"), strings.HasSuffix(c.Rule, "-widened"):
		return "new"
	default:
		return "changed"
	}
}

// marks are the signs as characters.
var marks = map[string]string{"gone": "−", "new": "+", "changed": "~"}

// meanings say what a level asks of the reader.
var meanings = map[diff.Level]string{
	diff.Breaking:   "code that uses these must change",
	diff.Compatible: "code goes on working",
	diff.Docs:       "only the words changed",
}
