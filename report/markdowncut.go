package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
)

func fit(r *diff.Report, room int) (string, error) {
	text := markdown(r, cutNothing)
	for left := cutTexts; left <= cutDetails && room > 0 && len(text) > room; left++ {
		text = markdown(r, left) + omission(r, left, 0)
	}
	if room > 0 && len(text) > room {
		return fitEntities(r, room)
	}
	return text, nil
}

// levelList is the changes of one level, a line an entity, of which the first are shown.
type levelList struct {
	title, open, end string
	lines            []string
	shown            int
}

func levelLists(r *diff.Report) []*levelList {
	var lists []*levelList
	for _, s := range Outline(r) {
		l := &levelList{title: markdownTitle(s)}
		l.open, l.end = markdownFold(s)
		for _, g := range s.Groups {
			var line strings.Builder
			markdownGroup(&line, g, cutDetails)
			l.lines = append(l.lines, line.String())
		}
		lists = append(lists, l)
	}
	return lists
}

// fitEntities prints the entities that there is room for.
func fitEntities(r *diff.Report, room int) (string, error) {
	lists := levelLists(r)
	need := len(markdownLists(r, lists)) // without any; each makes the rest no longer
	if need > room {
		return "", fmt.Errorf("a report of %d changes does not fit into %d bytes: its summary alone takes %d", len(r.Changes), room, need)
	}
	for _, l := range lists {
		need += len(l.open + l.end)
		for _, line := range l.lines {
			if need += len(line); need > room {
				return markdownLists(r, lists), nil
			}
			l.shown++
		}
	}
	return markdownLists(r, lists), nil
}

func markdownLists(r *diff.Report, lists []*levelList) string {
	var b strings.Builder
	b.WriteString(markdownSummary(r))
	missing := 0
	for _, l := range lists {
		more := len(l.lines) - l.shown
		b.WriteString(l.title)
		if l.shown > 0 {
			b.WriteString(l.open + strings.Join(l.lines[:l.shown], ""))
		}
		if more > 0 {
			fmt.Fprintf(&b, "- and %d more\n", more)
			missing += more
		}
		if l.shown > 0 {
			b.WriteString(l.end)
		}
	}
	return b.String() + omission(r, cutDetails, missing)
}

// omission is the last line of a report that leaves something out.
func omission(r *diff.Report, left cut, lines int) string {
	var parts []string
	if left >= cutTexts && slices.ContainsFunc(r.Changes, diff.Change.Prose) {
		parts = append(parts, "the old and the new texts")
	}
	if left >= cutFollows && len(consequences(r).under) > 0 {
		parts = append(parts, "what follows from other changes")
	}
	if left >= cutDetails {
		parts = append(parts, "all but a line an entity")
	}
	if lines > 0 {
		parts = append(parts, fmt.Sprintf("%d of those lines", lines))
	}
	return fmt.Sprintf("\nTruncated: %s left out. `tlcrawl diff` shows everything.\n", strings.Join(parts, "; "))
}
