package diff

import (
	"regexp"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// span is a stretch of two texts: what both have, what only the old or only the new
// one has.
type span struct {
	op   diffmatchpatch.Operation
	text string
}

// token is an address, a word, a run of white space, or one other character: a
// difference never begins inside a word.
var token = regexp.MustCompile(`https?://[^\s()]+|[\pL\pN_]+|\s+|.`)

// wordSpans compares two texts word by word.
func wordSpans(old, new string) []span {
	words := []string{}
	number := map[string]rune{}
	code := func(s string) []rune {
		var runes []rune
		for _, w := range token.FindAllString(s, -1) {
			n, known := number[w]
			if !known {
				n = wordRune(len(words))
				number[w] = n
				words = append(words, w)
			}
			runes = append(runes, n)
		}
		return runes
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same texts give the same difference, however slow the machine
	a, b := code(old), code(new)
	diffs := dmp.DiffCleanupSemantic(dmp.DiffMainRunes(a, b, false))
	var spans []span
	for _, d := range diffs {
		var text strings.Builder
		for _, r := range d.Text {
			text.WriteString(words[runeWord(r)])
		}
		spans = append(spans, span{d.Type, text.String()})
	}
	return spans
}

// Words are numbered by the runes that are no surrogates, which a string cannot
// hold, and not NUL.
const (
	firstSurrogate = 0xD800
	surrogates     = 0xE000 - 0xD800
)

func wordRune(i int) rune {
	r := rune(i + 1)
	if r >= firstSurrogate {
		r += surrogates
	}
	return r
}

func runeWord(r rune) int {
	if r >= firstSurrogate {
		r -= surrogates
	}
	return int(r) - 1
}
