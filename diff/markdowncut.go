package diff

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// MarkdownOptions say how long a report may be.
type MarkdownOptions struct {
	// MaxBytes is how many bytes it may have; 0 bounds nothing. GitHub takes 65,536
	// characters as a comment or as the body of a pull request, and a character has a
	// byte at least.
	MaxBytes int
}

// MarkdownCut prints the report as Markdown does, with as much of it as there is room
// for: it leaves out the old and the new texts first, then what follows from other
// changes, then all but a line an entity, then entities, the gravest level last. The
// summary stays, and the last line says what was left out. Where there is no room for
// as much, it prints nothing, and its error says how much room that takes.
func MarkdownCut(w io.Writer, r *Report, o MarkdownOptions) error {
	if len(r.Changes) == 0 {
		return nil
	}
	text, err := fit(r, o.MaxBytes)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

func fit(r *Report, room int) (string, error) {
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

func levelLists(r *Report) []*levelList {
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
func fitEntities(r *Report, room int) (string, error) {
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

func markdownLists(r *Report, lists []*levelList) string {
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
func omission(r *Report, left cut, lines int) string {
	var parts []string
	if left >= cutTexts && slices.ContainsFunc(r.Changes, Change.Prose) {
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
	return fmt.Sprintf("\nLeft out for want of room: %s. `tlcrawl diff` shows everything.\n", strings.Join(parts, "; "))
}
