package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
)

// fit prints a report that is no longer than room. The most severe level gets all the room
// it needs, then the next one: documentation is truncated first, breaking changes last.
func fit(r *diff.Report, room int) (string, error) {
	m := newBudget(r)
	if text := m.String(); room <= 0 || len(text) <= room {
		return text, nil
	}
	m.empty()
	if need := len(m.String()); need > room {
		return "", fmt.Errorf("a report of %d changes does not fit into %d bytes: its summary alone takes %d", len(r.Changes), room, need)
	}
	left := room - m.longest()
	for _, l := range m.levels {
		if !l.fill(&left) {
			break
		}
	}
	return m.String(), nil
}

// budget is a Markdown report in which each level, and in it each entity, has its own cut.
type budget struct {
	report  *diff.Report
	summary string
	levels  []*levelText
}

// levelText is the changes of one level.
type levelText struct {
	level            diff.Level
	title, open, end string
	// texts are each entity's texts by cut, and cuts the cut of each.
	texts [][cutDetails + 1]string
	cuts  []cut
	// prose and follows are set for entities that have any.
	prose, follows []bool
}

// omitted is the cut of an entity that is not in the report.
const omitted = cutDetails + 1

func newBudget(r *diff.Report) *budget {
	m := &budget{report: r, summary: markdownSummary(r)}
	for _, s := range Outline(r) {
		l := &levelText{level: s.Level, title: markdownTitle(s)}
		l.open, l.end = markdownFold(s)
		for _, g := range s.Groups {
			var texts [cutDetails + 1]string
			for left := cutNothing; left <= cutDetails; left++ {
				var b strings.Builder
				markdownGroup(&b, g, left)
				texts[left] = b.String()
			}
			l.texts, l.cuts = append(l.texts, texts), append(l.cuts, cutNothing)
			l.prose = append(l.prose, slices.ContainsFunc(g.Changes, func(c Item) bool { return c.Prose() || slices.ContainsFunc(c.Follows, diff.Change.Prose) }))
			l.follows = append(l.follows, slices.ContainsFunc(g.Changes, func(c Item) bool { return len(c.Follows) > 0 }))
		}
		m.levels = append(m.levels, l)
	}
	return m
}

// empty leaves only the number of changes of each level.
func (m *budget) empty() {
	for _, l := range m.levels {
		for i := range l.cuts {
			l.cuts[i] = omitted
		}
	}
}

// longest is the maximum length of the text that is not about single entities.
func (m *budget) longest() int {
	n := len(m.summary) + len(truncated("")) + len(m.levels)*len("breaking: ; ")
	for _, l := range m.levels {
		n += len(l.title+l.open+l.end) + len(more(len(l.cuts)))
		for _, what := range omissions {
			n += len(fmt.Sprintf(what, len(l.cuts)) + ", ")
		}
	}
	return n
}

// fill shows as much of a level as there is room for: first a line for each entity, then
// more details, entity by entity. It reports whether every entity is shown.
func (l *levelText) fill(room *int) bool {
	for left := cutDetails; left >= cutNothing; left-- {
		for i, before := range l.cuts {
			cost := len(l.texts[i][left])
			if before != omitted {
				cost -= len(l.texts[i][before])
			}
			switch {
			case cost <= *room:
				l.cuts[i] = left
				*room -= cost
			case before == omitted:
				return false // the shown entities come first
			}
		}
	}
	return true
}

func (m *budget) String() string {
	var b strings.Builder
	b.WriteString(m.summary)
	for _, l := range m.levels {
		b.WriteString(l.String())
	}
	return b.String() + m.omission()
}

func (l *levelText) String() string {
	var b strings.Builder
	b.WriteString(l.title)
	hidden := 0
	for i, c := range l.cuts {
		if c == omitted {
			hidden++
			continue
		}
		if i == 0 {
			b.WriteString(l.open)
		}
		b.WriteString(l.texts[i][c])
	}
	if hidden > 0 {
		b.WriteString(more(hidden))
	}
	if hidden < len(l.cuts) {
		b.WriteString(l.end)
	}
	return b.String()
}

// omission is the last line of a truncated report: what is left out of each level.
func (m *budget) omission() string {
	var parts []string
	for _, l := range m.levels {
		if list := l.omission(); list != "" {
			parts = append(parts, string(l.level)+": "+list)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return truncated(strings.Join(parts, "; "))
}

func more(n int) string { return fmt.Sprintf("- and %d more\n", n) }

func truncated(what string) string {
	return fmt.Sprintf("\nTruncated: %s left out. `tlcrawl diff` shows everything.\n", what)
}

// omissions are the parts that a level leaves out, most first.
var omissions = [...]string{"%d entries", "the details of %d entries", "the consequences of %d entries", "the texts of %d entries"}

func (l *levelText) omission() string {
	var n [len(omissions)]int
	for i, c := range l.cuts {
		switch {
		case c == omitted:
			n[0]++
		case c == cutDetails && l.texts[i][cutDetails] != l.texts[i][cutFollows]:
			n[1]++
		default:
			if c >= cutFollows && l.follows[i] {
				n[2]++
			}
			if c >= cutTexts && l.prose[i] {
				n[3]++
			}
		}
	}
	var parts []string
	for i, what := range omissions {
		if n[i] > 0 {
			parts = append(parts, fmt.Sprintf(what, n[i]))
		}
	}
	return strings.Join(parts, ", ")
}
