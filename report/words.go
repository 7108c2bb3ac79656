package report

import (
	"regexp"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op is the operation of a span, as in a diff.
type Op int

// Deleted text is only in the old text, inserted text only in the new one.
const (
	Deleted Op = iota - 1
	Equal
	Inserted
)

// Span is a piece of two texts.
type Span struct {
	Op   Op
	Text string
}

var op = map[diffmatchpatch.Operation]Op{
	diffmatchpatch.DiffDelete: Deleted, diffmatchpatch.DiffEqual: Equal, diffmatchpatch.DiffInsert: Inserted,
}

// token is an address, a word, a run of white space, or one other character: a difference
// never begins inside a word.
var token = regexp.MustCompile(`https?://[^\s()]+|[\pL\pN_]+|\s+|.`)

// Words compares two texts word by word. The spans are few and large enough to be readable;
// none begins or ends inside a word.
func Words(old, new string) []Span {
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
	dmp.DiffTimeout = 0 // no timeout, so that the result does not depend on the machine
	a, b := code(old), code(new)
	diffs := compareRunes(dmp, a, b)
	var spans []Span
	for _, d := range diffs {
		var text strings.Builder
		for _, r := range d.Text {
			text.WriteString(words[runeWord(r)])
		}
		spans = append(spans, Span{op[d.Type], text.String()})
	}
	return spans
}

// maxWork limits the number of words of one text times those of the other, between their
// common start and end: the work is proportional to it. Descriptions have a few hundred
// words.
const maxWork = 4_000_000

// compareRunes compares two texts; if they are too large, the whole text is replaced.
func compareRunes(dmp *diffmatchpatch.DiffMatchPatch, a, b []rune) []diffmatchpatch.Diff {
	start, end := dmp.DiffCommonPrefix(string(a), string(b)), 0
	if n := min(len(a), len(b)) - start; n > 0 {
		end = min(n, dmp.DiffCommonSuffix(string(a), string(b)))
	}
	gone, came := a[start:len(a)-end], b[start:len(b)-end]
	if len(gone)*len(came) <= maxWork {
		return dmp.DiffCleanupSemantic(dmp.DiffMainRunes(a, b, false))
	}
	return []diffmatchpatch.Diff{
		{Type: diffmatchpatch.DiffEqual, Text: string(a[:start])},
		{Type: diffmatchpatch.DiffDelete, Text: string(gone)},
		{Type: diffmatchpatch.DiffInsert, Text: string(came)},
		{Type: diffmatchpatch.DiffEqual, Text: string(a[len(a)-end:])},
	}
}

// Words are numbered with runes, without NUL and surrogates, which a string cannot contain.
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
