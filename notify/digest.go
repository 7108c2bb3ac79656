package notify

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/report"
)

// Digest returns the changes of a level, or more severe, as plain text of at most limit
// bytes (0 for no limit). If it is too long it omits the changed words, then changes that
// follow from others, then the least severe changes, and says how many. It returns false if
// there are no such changes.
func Digest(r *diff.Report, limit int, on diff.Level) (string, bool) {
	severe := atLeast(r, cmp.Or(on, diff.Docs))
	if severe == nil {
		return "", false
	}
	head := escape(report.Headline(r))
	for d := words; d > sentences; d-- {
		if text := join(head, list(severe, d)); limit <= 0 || len(text) <= limit {
			return text, true
		}
	}
	return fill(head, list(severe, sentences), len(severe.Changes), limit), true
}

// List returns a title and lines as plain text of at most limit bytes (0 for no limit). If it
// is too long, it omits the last lines, and says how many.
func List(title string, lines []string, limit int) string {
	var all []line
	for _, text := range lines {
		all = append(all, line{"- " + escape(clip(terminal.Line(text), longest)), 1})
	}
	head := escape(terminal.Line(title))
	if text := join(head, all); limit <= 0 || len(text) <= limit {
		return text
	}
	return fill(head, all, len(all), limit)
}

// atLeast returns the changes of a report that are as severe as a level, or more; nil if
// there are none.
func atLeast(r *diff.Report, on diff.Level) *diff.Report {
	var levels []string
	for _, l := range diff.Levels {
		if l.AtLeast(on) {
			levels = append(levels, string(l))
		}
	}
	if r == nil || len(levels) == 0 {
		return nil
	}
	severe, err := r.Filter(diff.Filter{Only: levels})
	if err != nil || len(severe.Changes) == 0 {
		return nil
	}
	return severe
}

// detail is the amount of detail of a digest.
type detail int

const (
	sentences    detail = iota // what changed
	consequences               // and changes that follow from it
	words                      // and the changed words
)

// line is a line of a digest, with the number of changes in it.
type line struct {
	text    string
	changes int
}

// list lists the changes, most severe first.
func list(r *diff.Report, d detail) []line {
	var lines []line
	for _, s := range report.Outline(r) {
		lines = append(lines, line{}, line{strings.ToUpper(string(s.Level)), 0})
		for _, g := range s.Groups {
			if g.Alike != nil {
				lines = append(lines, alike(g, d)...)
				continue
			}
			for _, c := range g.Changes {
				lines = append(lines, about(c.Change, "- ", d)...)
				if d < consequences {
					continue
				}
				for _, f := range c.Follows {
					lines = append(lines, about(f, "  - also: ", d)...)
				}
			}
		}
	}
	return lines
}

// longest limits a sentence, and its changed words, in bytes.
const longest = 300

func about(c diff.Change, by string, d detail) []line {
	lines := []line{{by + escape(clip(terminal.Line(c.Text), longest)), 1}}
	if d == words && c.Prose() {
		lines = append(lines, line{"    " + escape(clip(changed(c), longest)), 0})
	}
	return lines
}

// alike is an equal change of several entities.
func alike(g report.Group, d detail) []line {
	c := g.Changes[0].Change
	c.Text = g.Title() + ": " + c.Sentence() + ": " + strings.Join(g.Names(), ", ")
	lines := about(c, "- ", d)
	lines[0].changes = len(g.Alike)
	return lines
}

// changed returns the changed words, marked as in git, with little context.
func changed(c diff.Change) string {
	var b strings.Builder
	for _, s := range report.Words(terminal.Line(c.Old), terminal.Line(c.New)) {
		switch {
		case s.Op == report.Deleted:
			b.WriteString("[-" + s.Text + "-]")
		case s.Op == report.Inserted:
			b.WriteString("{+" + s.Text + "+}")
		case len(s.Text) > 40:
			b.WriteString(" ... ")
		default:
			b.WriteString(s.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

func join(head string, lines []line) string {
	texts := []string{head}
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return strings.Join(texts, "\n")
}

// fill returns the first lines that fit, and counts the changes that are left out.
func fill(head string, lines []line, all, limit int) string {
	left := func(n int) string { return fmt.Sprintf("\n... and %d more", n) }
	size, kept := len(head)+len(left(all)), 0
	for _, l := range lines {
		if size += len("\n") + len(l.text); size > limit {
			break
		}
		kept++
	}
	for kept > 0 && lines[kept-1].changes == 0 { // a heading with nothing under it
		kept--
	}
	lines = lines[:kept]
	for _, l := range lines {
		all -= l.changes
	}
	text := join(head, lines)
	if all > 0 {
		text += left(all)
	}
	return clip(text, limit)
}

// clip truncates a text between two characters.
func clip(s string, limit int) string {
	const sign = "..."
	if len(s) <= limit {
		return s
	}
	end := max(limit-len(sign), 0)
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + sign[:min(len(sign), limit)]
}
