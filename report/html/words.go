package html

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/report"
)

// The number of bytes of a text that are shown before the rest is folded.
const (
	context = 80  // next to a changed word
	opening = 600 // of a text that is new or removed as a whole
)

// maxCompared limits the texts that are compared word by word: the time for that grows with
// the square of their size.
const maxCompared = 16 << 10

// folded is a text whose middle can be unfolded.
type folded struct{ Head, Middle, Tail string }

// fold folds a text, leaving about n bytes at either end.
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

// cut returns a position near the n-th byte to split a text: after white space, if there is
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

// segment is a part of two texts: of both, or of the one that the tag names.
type segment struct {
	Tag string // ins, del or empty
	folded
}

// compare shows two texts as one, with long segments folded.
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

// beside returns the part of an unchanged text next to a change.
func beside(change bool) int {
	if change {
		return context
	}
	return 0
}

// whole tags spans without folding.
func whole(spans []report.Span) []segment {
	tags := map[report.Op]string{report.Deleted: "del", report.Inserted: "ins"}
	list := make([]segment, len(spans))
	for i, s := range spans {
		list[i] = segment{tags[s.Op], folded{Head: terminal.Clean(s.Text)}}
	}
	return list
}

// differ compares two texts word by word. In very long texts, the part between the first
// and the last difference may be one change.
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

// common returns how many bytes two texts have in common at the start and at the end,
// ending at white space.
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
