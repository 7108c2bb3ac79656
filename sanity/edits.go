package sanity

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/diff"
)

// minimumSame is in how many places the same words come or go before they count as part of
// the template of the pages: no editor writes them so often in a night.
const minimumSame = 20

// place is where a change is: on a page, or at all parameters or errors of a name, which
// share their texts on the real site.
func place(c diff.Change) string {
	switch {
	case c.Param != "":
		return "parameter " + c.Param
	case c.Error != "":
		return "error " + c.Error
	}
	return string(c.Kind) + " " + c.Name
}

// edits counts the places where the same words come or go.
type edits struct {
	places map[string]map[string]bool
	order  []string
}

// numbers match what differs in texts that are the same.
var numbers = regexp.MustCompile(`[0-9]+`)

var address = regexp.MustCompile(`\]\([^()\s]*\)`)

// add counts a change by its words and, if they are long enough, by those that come and
// those that go alone: a placeholder takes the place of different texts. A section counts
// by its anchor, too. Words that differ in numbers, addresses of links and the name of the
// page alone are the same; words without a letter do not count.
func (e *edits) add(c diff.Change) {
	own := strings.NewReplacer(ownNames(c)...)
	same := func(words string) string {
		return strings.TrimSpace(numbers.ReplaceAllString(address.ReplaceAllString(own.Replace(words), "]"), "0"))
	}
	old, new := edit(c.Old, c.New)
	gone, came := same(old), same(new)
	at := place(c)
	if strings.ContainsFunc(gone+came, unicode.IsLetter) {
		e.count(gone+"\x00"+came, at)
	}
	if gone != "" && len(plain(came)) >= minimumWords {
		e.count("\x00"+came, at)
	}
	if came != "" && len(plain(gone)) >= minimumWords {
		e.count(gone+"\x00", at)
	}
	if c.Rule == "section-added" || c.Rule == "section-removed" {
		e.count(c.Rule+"\x00"+same(c.Section), at)
	}
}

func (e *edits) count(words, place string) {
	if e.places == nil {
		e.places = map[string]map[string]bool{}
	}
	if e.places[words] == nil {
		e.places[words] = map[string]bool{}
		e.order = append(e.order, words)
	}
	e.places[words][place] = true
}

// ownNames are the names that a text may hold because of the place where it is, as pairs
// for a replacer.
func ownNames(c diff.Change) (pairs []string) {
	for _, name := range []string{c.Name, strings.ToLower(notSlug.ReplaceAllString(c.Name, "-")), c.Name[strings.LastIndexByte(c.Name, '.')+1:], c.Param, c.Error} {
		if name != "" {
			pairs = append(pairs, name, "\x01")
		}
	}
	return pairs
}

var notSlug = regexp.MustCompile(`[^0-9A-Za-z]+`)

// most are the words of most places, and how many these are.
func (e *edits) most() (words string, n int) {
	for _, key := range e.order {
		if len(e.places[key]) > n {
			gone, came, _ := strings.Cut(strings.ReplaceAll(key, "\x01", "NAME"), "\x00")
			words, n = came, len(e.places[key])
			if words == "" {
				words = gone
			}
		}
	}
	return words, n
}

// edit is what an edit took away from a text and what it put there, in whole words.
func edit(old, new string) (gone, came string) {
	start := 0
	for start < min(len(old), len(new)) && old[start] == new[start] {
		start++
	}
	for start > 0 && (insideWord(old, start) || insideWord(new, start)) {
		start--
	}
	old, new = old[start:], new[start:]
	end := 0
	for end < min(len(old), len(new)) && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	for end > 0 && (insideWord(old, len(old)-end) || insideWord(new, len(new)-end)) {
		end--
	}
	return old[:len(old)-end], new[:len(new)-end]
}

// insideWord reports whether a position is within a word of a text.
func insideWord(s string, at int) bool {
	if at <= 0 || at >= len(s) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return !utf8.RuneStart(s[at]) || isWord(before) && isWord(after)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
