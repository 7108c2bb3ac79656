package html

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/report"
)

// Bytes of a text that are shown before the rest is folded away.
const (
	context = 80  // beside a word that changed
	opening = 600 // of what is new or gone as a whole
)

// maxCompared bounds what is compared word by word: the time for that grows with the
// square of it.
const maxCompared = 16 << 10

// folded is a text whose middle can be unfolded.
type folded struct{ Head, Middle, Tail string }

// fold folds a text, leaving about so many bytes at either end.
func fold(s string, head, tail int) folded {
	if len(s) <= head+tail+context {
		return folded{Head: s}
	}
	i, j := cut(s, head), len(s)
	if tail > 0 {
		j = i + cut(s[i:], len(s)-i-tail)
	}
	return folded{s[:i], s[i:j], s[j:]}
}

// cut finds a place near the n-th byte to cut a text: behind white space, if there is
// any, and never inside a character.
func cut(s string, n int) int {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	if i := strings.LastIndexFunc(s[max(0, n-context/2):n], unicode.IsSpace); i >= 0 {
		i += max(0, n-context/2)
		_, size := utf8.DecodeRuneInString(s[i:])
		return i + size
	}
	return n
}

// segment is a part of two texts: of both, or the tag says of which one.
type segment struct {
	Tag string // ins, del or nothing
	folded
}

// compare shows two texts as one, long segments folded.
func compare(old, new string) []segment {
	spans := differ(terminal.Clean(old), terminal.Clean(new))
	list := whole(spans)
	for i, s := range list {
		switch {
		case s.Tag != "":
			list[i].folded = fold(s.Head, opening, 0)
		default:
			list[i].folded = fold(s.Head, beside(i > 0), beside(i < len(list)-1))
		}
	}
	return list
}

// beside is what stays of an unchanged text where a change is next to it.
func beside(change bool) int {
	if change {
		return context
	}
	return 0
}

// whole tags spans, and folds none.
func whole(spans []report.Span) []segment {
	tags := map[report.Op]string{report.Deleted: "del", report.Inserted: "ins"}
	list := make([]segment, len(spans))
	for i, s := range spans {
		list[i] = segment{tags[s.Op], folded{Head: terminal.Clean(s.Text)}}
	}
	return list
}

// differ compares two texts word by word. Of very long ones, what lies between the
// first and the last difference may be one change.
func differ(old, new string) []report.Span {
	if len(old)+len(new) <= maxCompared {
		return report.Words(old, new)
	}
	head, tail := common(old, new)
	a, b := old[head:len(old)-tail], new[head:len(new)-tail]
	middle := []report.Span{{Op: report.Deleted, Text: a}, {Op: report.Inserted, Text: b}}
	if len(a)+len(b) <= maxCompared {
		middle = report.Words(a, b)
	}
	spans := append([]report.Span{{Op: report.Equal, Text: old[:head]}}, middle...)
	spans = append(spans, report.Span{Op: report.Equal, Text: old[len(old)-tail:]})
	return slices.DeleteFunc(spans, func(s report.Span) bool { return s.Text == "" })
}

// common is how many bytes two texts have in common at the start and at the end, cut
// beside white space.
func common(old, new string) (head, tail int) {
	shorter := min(len(old), len(new))
	for head < shorter && old[head] == new[head] {
		head++
	}
	head = strings.LastIndexAny(old[:head], " \n") + 1
	for tail < shorter-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	rest := old[len(old)-tail:]
	if i := strings.IndexAny(rest, " \n"); i >= 0 {
		return head, len(rest) - i
	}
	return head, 0
}
