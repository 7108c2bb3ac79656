package sanity

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/tlcrawl/tlcrawl/diff"
)

// minimumCut is how many texts are cut short, doubled, or in another encoding before the
// layout is the reason.
const minimumCut = 5

// trace is a kind of change that editors make in few places in a night, and layouts in many.
type trace struct {
	minimum int // of places
	is      func(diff.Change) bool
	says    string
}

const layoutChanged = "the layout of the pages changed, not the API: "

// clearTraces are left by layouts alone, on several pages.
var clearTraces = []trace{
	{minimumCut, text(isUndecoded), "%d texts are not UTF-8, or encoded twice"},
	{minimumCut, text(isTranslated), layoutChanged + "the texts of %d pages are in another script"},
	{minimumCut, text(isCut), layoutChanged + "%d texts end early, in an ellipsis"},
	{minimumCut, text(isDoubled), layoutChanged + "%d texts are there twice"},
}

// vagueTraces may be left by an editor, too. In the nights of a year of the real site, none
// was in much more than half as many places.
var vagueTraces = []trace{
	{10, rule("error-removed"), "%d kinds of errors are gone from their methods at once"},
	{10, rule("error-description-removed", "table-description-removed"), "the descriptions of %d kinds of errors are gone at once"},
	{10, rule("param-description-removed"), "the descriptions of parameters of %d names are gone at once"},
	{20, rule("table-error-removed", "table-methods-removed"), "the site's error table lost methods of %d kinds of errors at once"},
	{60, rule("related-changed"), layoutChanged + "the related pages of %d pages are others"},
	{10, text(isShortened), layoutChanged + "%d texts lost their end"},
	{20, text(isRestyled), layoutChanged + "the markup of %d texts changed, not their words"},
	{20, text(isRewritten), layoutChanged + "%d texts have no words in common with those before"},
	{100, text(isRepunctuated), layoutChanged + "the punctuation of %d texts changed, not their words"},
	{40, text(isFramed), layoutChanged + "%d texts have more words before or behind the same ones"},
}

// templateChanges returns a reason where the changes are those of the layout: a banner or a
// feedback box on some of the pages, texts cut short or shown twice, facts that many pages
// lost at once.
func templateChanges(r *diff.Report) []string {
	changes := withoutTable(r.Changes)
	var same edits
	for _, c := range changes {
		if isProse(c.Rule) && !slices.ContainsFunc(clearTraces, func(t trace) bool { return t.is(c) }) {
			same.add(c)
		}
	}
	if reasons := leftIn(changes, clearTraces, func(c diff.Change) string { return c.Name }); reasons != nil {
		return reasons
	}
	if words, n := same.most(); n >= minimumSame {
		return []string{fmt.Sprintf(layoutChanged+"the same words come or go in %d places at once: %.60q", n, words)}
	}
	return leftIn(changes, vagueTraces, place)
}

// withoutTable are the changes without those of an error table that is of another layer
// now, which changes as a whole.
func withoutTable(changes []diff.Change) []diff.Change {
	if !slices.ContainsFunc(changes, func(c diff.Change) bool { return c.Rule == "table-layer-changed" }) {
		return changes
	}
	return slices.DeleteFunc(slices.Clone(changes), func(c diff.Change) bool { return strings.HasPrefix(c.Rule, "table-") })
}

// leftIn returns a reason for the first trace that changes have in enough places.
func leftIn(changes []diff.Change, traces []trace, place func(diff.Change) string) []string {
	for _, t := range traces {
		places, pages := map[string]bool{}, map[string]bool{}
		for _, c := range changes {
			if c.Because == "" && t.is(c) {
				places[place(c)] = true
				pages[c.Name] = true
			}
		}
		if len(places) >= t.minimum && len(pages) >= MinimumLost {
			return []string{fmt.Sprintf(t.says, len(places))}
		}
	}
	return nil
}

// rule is a trace of any change by one of the rules.
func rule(ids ...string) func(diff.Change) bool {
	return func(c diff.Change) bool { return slices.Contains(ids, c.Rule) }
}

// text is a trace in a text that changed.
func text(is func(old, new string) bool) func(diff.Change) bool {
	return func(c diff.Change) bool { return isProse(c.Rule) && is(c.Old, c.New) }
}

// isProse reports whether a rule is about a text that may be edited.
func isProse(rule string) bool {
	switch rule {
	case "description-changed", "param-description-changed", "error-description-changed", "table-description-changed",
		"section-added", "section-removed", "section-changed":
		return true
	}
	return false
}

// isUndecoded reports whether the new text has characters that do not decode, or is the old
// one, encoded twice.
func isUndecoded(old, new string) bool {
	if strings.ContainsRune(new, utf8.RuneError) && !strings.ContainsRune(old, utf8.RuneError) {
		return true
	}
	return slices.ContainsFunc([]*charmap.Charmap{charmap.Windows1252, charmap.ISO8859_1}, func(latin1 *charmap.Charmap) bool {
		once, err := latin1.NewEncoder().String(new)
		return err == nil && once != new && once == old
	})
}

// isTranslated reports whether a text in Latin letters is in others now.
func isTranslated(old, new string) bool { return latin(old) > 0 && latin(new) < 0 }

// latin is positive if most letters of a text are Latin, and negative if most are not.
func latin(s string) (n int) {
	for _, r := range address.ReplaceAllString(s, "]") {
		switch {
		case unicode.Is(unicode.Latin, r):
			n++
		case unicode.IsLetter(r):
			n--
		}
	}
	return n
}

// isCut reports whether the new text is the beginning of the old one, and an ellipsis.
func isCut(old, new string) bool {
	begins := strings.TrimSuffix(strings.TrimSuffix(new, "…"), "...")
	return begins != new && strings.HasPrefix(plain(old), plain(begins))
}

// isDoubled reports whether the new text is the old one, twice.
func isDoubled(old, new string) bool {
	return old != "" && strings.HasPrefix(new, old) && strings.TrimSpace(new[len(old):]) == strings.TrimSpace(old)
}

// isShortened reports whether the new text is only the beginning of the old one.
func isShortened(old, new string) bool {
	was, is := plain(old), plain(new)
	return is != "" && len(is) < len(was) && strings.HasPrefix(was, is)
}

// isFramed reports whether the new text is the old one between other words.
func isFramed(old, new string) bool {
	was, is := plain(old), plain(new)
	return was != "" && len(is) >= len(was)+minimumWords/2 && (strings.HasPrefix(is, was) || strings.HasSuffix(is, was))
}

// isRestyled reports whether the texts differ in their markup alone. Other addresses of the
// same links are another content.
func isRestyled(old, new string) bool {
	return unstyled(old) == unstyled(new) && (address.ReplaceAllString(old, "]") != address.ReplaceAllString(new, "]"))
}

// isRepunctuated reports whether the texts have the same words.
func isRepunctuated(old, new string) bool { return plain(old) == plain(new) }

// unstyled is a text without the markup of Markdown and without icons.
func unstyled(s string) string {
	s = address.ReplaceAllString(s, "]")
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]*_#\\", r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, s)), " ")
}

// minimumCommon is the part of the words of a text that an editor leaves.
const minimumCommon = 0.25

// isRewritten reports whether two texts of several words have hardly one in common.
func isRewritten(old, new string) bool {
	was, is := vocabulary(old), vocabulary(new)
	shorter := min(len(was), len(is))
	if shorter < 2 {
		return false
	}
	common := 0
	for word := range was {
		if is[word] {
			common++
		}
	}
	return float64(common) < minimumCommon*float64(shorter)
}

// vocabulary is the set of words of a text.
func vocabulary(s string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(address.ReplaceAllString(s, "]")), func(r rune) bool { return !isWord(r) }) {
		words[word] = true
	}
	return words
}

// plain are the letters and digits of a text outside of addresses.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, address.ReplaceAllString(s, "]"))
}
