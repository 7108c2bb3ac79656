package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// folded is how many changes a section of the Markdown report shows unfolded.
const folded = 25

// Markdown prints the report as the body of a pull request: a summary first, then a section
// per level, folded when long. Text from the site is in code spans, where it is neither
// markup nor a mention. An empty report prints nothing.
//
// A report longer than o.MaxBytes is truncated: documentation first, then compatible
// changes, and breaking ones last. Of a level the old and the new texts are omitted first,
// then changes that follow from others, then all but a line per entity, then entities. The
// summary stays, and the last line says what was left out. If not even that fits, Markdown
// prints nothing and returns an error with the required size.
func Markdown(w io.Writer, r *diff.Report, o Options) error {
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

// cut is what a Markdown report leaves out; each value includes those before it.
type cut int

const (
	cutNothing cut = iota
	cutTexts       // the old and the new texts
	cutFollows     // changes that follow from others
	cutDetails     // all but a line per entity
)

func markdownSummary(r *diff.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n", code(headline(r)), counts(r.Summary))
	for i, row := range grid(r) {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			b.WriteString("|---|---:|---:|---:|---:|---:|---:|\n")
		}
	}
	return b.String()
}

func markdownTitle(s Section) string {
	return fmt.Sprintf("\n### %s%s (%d)\n\n", strings.ToUpper(string(s.Level[:1])), s.Level[1:], s.Count)
}

// markdownFold folds the changes of a level if there are many.
func markdownFold(s Section) (open, end string) {
	if s.Count <= folded {
		return "", ""
	}
	return "<details><summary>Show them</summary>\n\n", "\n</details>\n"
}

func markdownGroup(b *strings.Builder, g Group, left cut) {
	var rest []Item
	for _, c := range g.Changes {
		if c.Whole() {
			markdownWhole(b, c, left)
		} else {
			rest = append(rest, c)
		}
	}
	if len(rest) == 0 {
		return
	}
	title := code(g.Title())
	if g.Alike != nil {
		title = g.Title()
	}
	fmt.Fprintf(b, "- **%s**%s", title, g.Note())
	if left == cutDetails {
		fmt.Fprintf(b, ": %s\n", ruleList(rest))
		return
	}
	b.WriteString("\n")
	for _, c := range rest {
		fmt.Fprintf(b, "  - %s\n", c.SentenceIn(code))
		markdownTexts(b, c.Change, "    ", left)
		markdownConsequences(b, c, "    ", left)
	}
	if g.Alike != nil {
		var names []string
		for _, name := range g.Names() {
			names = append(names, code(name))
		}
		fmt.Fprintf(b, "    %s\n", strings.Join(names, ", "))
	}
}

// markdownWhole prints an entity that was added or removed.
func markdownWhole(b *strings.Builder, c Item, left cut) {
	sign, line := "new", c.New
	if c.New == "" {
		sign, line = "gone", c.Old
	}
	if left == cutDetails {
		line = c.Name
	}
	replaced := ""
	if c.Replacement != "" {
		replaced = ", probably replaced by " + code(c.Replacement)
	}
	fmt.Fprintf(b, "- %s: %s%s\n", sign, code(line), replaced)
	markdownConsequences(b, c, "  ", left)
}

// ruleList lists the rules of some changes, without duplicates.
func ruleList(changes []Item) string {
	var list []string
	for _, c := range changes {
		if id := code(c.Rule); !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return strings.Join(list, ", ")
}

func markdownConsequences(b *strings.Builder, c Item, by string, left cut) {
	if left >= cutFollows {
		return
	}
	for _, f := range c.Follows {
		subject := ""
		if f.Name != c.Name {
			subject = code(f.Subject()) + ": "
		}
		fmt.Fprintf(b, "%s- also: %s%s\n", by, subject, f.SentenceIn(code))
		markdownTexts(b, f, by+"  ", left)
	}
}

func markdownTexts(b *strings.Builder, c diff.Change, by string, left cut) {
	if left < cutTexts && c.Prose() {
		fmt.Fprintf(b, "\n%s\n", indent(block(c), by))
	}
}

var backticks = regexp.MustCompile("`+")

// code returns a code span, in one line (https://spec.commonmark.org/0.31.2/#code-spans).
func code(s string) string {
	s = terminal.Line(s)
	fence := strings.Repeat("`", longest(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || s == "" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// block returns a fenced block with the old and the new text, line by line.
func block(c diff.Change) string {
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

func indent(s, by string) string {
	return by + strings.ReplaceAll(s, "\n", "\n"+by)
}
