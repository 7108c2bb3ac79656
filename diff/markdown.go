package diff

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// folded is how many changes a section of the Markdown report shows unfolded.
const folded = 25

// Markdown prints the report as the body of a pull request: a summary first, then a
// section a level, folded when long. Everything that comes from the site stands in
// code, where it can neither mark up nor call anybody. An empty report prints
// nothing.
func Markdown(w io.Writer, r *Report) error {
	if len(r.Changes) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n", code(headline(r)), counts(r.Summary))
	for i, row := range grid(r) {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			b.WriteString("|---|---:|---:|---:|\n")
		}
	}
	for _, s := range Outline(r) {
		title := fmt.Sprintf("%s%s (%d)", strings.ToUpper(string(s.Level[:1])), s.Level[1:], s.Count)
		fmt.Fprintf(&b, "\n### %s\n\n", title)
		if s.Count > folded {
			b.WriteString("<details><summary>Show them</summary>\n\n")
		}
		for _, g := range s.Groups {
			markdownGroup(&b, g)
		}
		if s.Count > folded {
			b.WriteString("\n</details>\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownGroup(b *strings.Builder, g Group) {
	var rest []Told
	for _, c := range g.Changes {
		switch {
		case !c.Whole():
			rest = append(rest, c)
			continue
		case c.New == "":
			fmt.Fprintf(b, "- gone: %s\n", code(c.Old))
		default:
			fmt.Fprintf(b, "- new: %s\n", code(c.New))
		}
		markdownConsequences(b, c, "  ")
	}
	if len(rest) == 0 {
		return
	}
	fmt.Fprintf(b, "- **%s**%s\n", code(rest[0].Subject()), kindNote(g.Kind))
	for _, c := range rest {
		fmt.Fprintf(b, "  - %s\n", c.sentenceIn(code))
		if c.Prose() {
			fmt.Fprintf(b, "\n%s\n", indent(block(c.Change), "    "))
		}
		markdownConsequences(b, c, "    ")
	}
}

func markdownConsequences(b *strings.Builder, c Told, by string) {
	for _, f := range c.Follows {
		subject := "it"
		if f.Name != c.Name {
			subject = code(f.Subject())
		}
		fmt.Fprintf(b, "%s- with that, %s %s\n", by, subject, f.sentenceIn(code))
		if f.Prose() {
			fmt.Fprintf(b, "\n%s\n", indent(block(f), by+"  "))
		}
	}
}

// sentenceIn is the change's sentence with every value in a form of its own.
func (c Change) sentenceIn(form func(string) string) string {
	if !c.tells(c.fill()) {
		return form(c.Sentence())
	}
	whole := func(s string) string {
		if s == "" {
			return ""
		}
		return form(s)
	}
	c.Param, c.Error, c.Section = whole(c.Param), whole(c.Error), whole(c.Section)
	c.Old, c.New = whole(c.Old), whole(c.New)
	return c.fill()
}

var backticks = regexp.MustCompile("`+")

// code is a code span, in one line (https://spec.commonmark.org/0.31.2/#code-spans).
func code(s string) string {
	s = terminal.Line(s)
	fence := strings.Repeat("`", longest(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || s == "" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// block is a fenced block with the old and the new text, line by line.
func block(c Change) string {
	var b strings.Builder
	for _, side := range []struct{ sign, text string }{{"- ", c.Old}, {"+ ", c.New}} {
		if side.text == "" {
			continue
		}
		for l := range strings.Lines(terminal.Clean(side.text)) {
			b.WriteString(side.sign + strings.TrimRight(l, "\n") + "\n")
		}
	}
	fence := strings.Repeat("`", max(3, longest(b.String())+1))
	return fence + "diff\n" + b.String() + fence
}

func longest(s string) int {
	n := 0
	for _, run := range backticks.FindAllString(s, -1) {
		n = max(n, len(run))
	}
	return n
}
