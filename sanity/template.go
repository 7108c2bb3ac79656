package sanity

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/diff"
)

// minimumSame is on how many pages the same words come or go before they count as part of
// the template of the pages: no editor writes them so often in a night.
const minimumSame = 20

// minimumCut is how many texts are cut short, doubled, or in another encoding before the
// layout is the reason.
const minimumCut = 5

// templateChanges returns a reason where the words that changed are those of the layout: a
// banner or a feedback box on some of the pages, texts cut short or shown twice.
func templateChanges(r *diff.Report) []string {
	var cut, doubled, undecoded int
	var same edits
	for _, c := range r.Changes {
		if !isProse(c.Rule) {
			continue
		}
		switch {
		case strings.ContainsRune(c.New, utf8.RuneError) && !strings.ContainsRune(c.Old, utf8.RuneError):
			undecoded++
		case isCut(c.Old, c.New):
			cut++
		case isDoubled(c.Old, c.New):
			doubled++
		default:
			same.add(c)
		}
	}
	const changed = "the layout of the pages changed, not the API: "
	switch words, n := same.most(); {
	case cut >= minimumCut:
		return []string{fmt.Sprintf(changed+"%d texts end early, in an ellipsis", cut)}
	case undecoded >= minimumCut:
		return []string{fmt.Sprintf("%d texts are not UTF-8", undecoded)}
	case doubled >= minimumCut:
		return []string{fmt.Sprintf(changed+"%d texts are there twice", doubled)}
	case n >= minimumSame:
		return []string{fmt.Sprintf(changed+"the same words come or go in %d places at once: %.60q", n, words)}
	}
	return nil
}

// isProse reports whether a rule is about a text of a page that may be edited.
func isProse(rule string) bool {
	switch rule {
	case "description-changed", "param-description-changed",
		"error-description-changed", "section-added", "section-removed", "section-changed":
		return true
	}
	return false
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

// plain are the letters and digits of a text outside of addresses.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, address.ReplaceAllString(s, "]"))
}

// numbers match what differs in texts that are the same.
var numbers = regexp.MustCompile(`[0-9]+`)

var address = regexp.MustCompile(`\]\([^()\s]*\)`)

// edits counts the places where the same words come or go.
type edits struct {
	places map[string]map[string]bool
	order  []string
}

// add counts a change. Words that differ in numbers and addresses of links alone are the
// same; words without a letter do not count. Equal texts of parameters or errors count as
// one place.
func (e *edits) add(c diff.Change) {
	gone, came := edit(c.Old, c.New)
	words := strings.TrimSpace(came)
	if words == "" {
		words = strings.TrimSpace(gone)
	}
	if !strings.ContainsFunc(words, unicode.IsLetter) {
		return
	}
	place := string(c.Kind) + " " + c.Name
	if c.Param != "" || c.Error != "" {
		place = c.Old
	}
	key := numbers.ReplaceAllString(address.ReplaceAllString(gone+"\x00"+came, "]"), "0")
	if e.places == nil {
		e.places = map[string]map[string]bool{}
	}
	if e.places[key] == nil {
		e.places[key] = map[string]bool{}
		e.order = append(e.order, key)
	}
	e.places[key][place] = true
}

// most are the words of most places, and how many these are.
func (e *edits) most() (words string, n int) {
	for _, key := range e.order {
		if len(e.places[key]) > n {
			gone, came, _ := strings.Cut(key, "\x00")
			words, n = strings.TrimSpace(came), len(e.places[key])
			if words == "" {
				words = strings.TrimSpace(gone)
			}
		}
	}
	return words, n
}

// edit is what an edit took away from a text and what it put there.
func edit(old, new string) (gone, came string) {
	start := 0
	for start < min(len(old), len(new)) && old[start] == new[start] {
		start++
	}
	for start > 0 && start < len(new) && !utf8.RuneStart(new[start]) {
		start--
	}
	old, new = old[start:], new[start:]
	end := 0
	for end < min(len(old), len(new)) && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	return old[:len(old)-end], new[:len(new)-end]
}
