package changelog

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Markdown prints the changes in the wording and the order of /api/layers: the new, changed
// and deleted methods, then the constructors. It prints nothing if nothing changed.
func Markdown(w io.Writer, l Layer) error {
	if l.Empty() {
		return nil
	}
	var b strings.Builder
	if l.Layer == 0 { // a schema without a layer
		b.WriteString("### Schema changes\n")
	} else {
		fmt.Fprintf(&b, "### Layer %d\n", l.Layer)
	}
	for _, kind := range []model.Kind{model.KindMethod, model.KindConstructor} {
		noun := strings.ToUpper(string(kind[:1])) + string(kind[1:]) + "s"
		group(&b, "New "+noun, kind, l.New, named)
		group(&b, "Changed "+noun, kind, l.Changed, changed)
		group(&b, "Deleted "+noun, kind, l.Deleted, named)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// group prints a heading and an item per entry; nothing if there are none.
func group(b *strings.Builder, title string, kind model.Kind, list []Entry, item func(Entry) string) {
	open := false
	for _, e := range list {
		if e.Kind != kind {
			continue
		}
		if !open {
			fmt.Fprintf(b, "\n#### %s\n\n", title)
			open = true
		}
		fmt.Fprintf(b, "- %s\n", item(e))
	}
}

func named(e Entry) string { return plain(e.Name) }

// changed returns the sentence on a changed entity.
func changed(e Entry) string {
	var clauses []string
	for _, p := range e.Added {
		clauses = append(clauses, "added "+bold(p.Name)+" parameter")
	}
	for _, p := range e.Removed {
		clauses = append(clauses, "removed "+bold(p.Name)+" parameter")
	}
	for _, p := range e.Retyped {
		clauses = append(clauses, fmt.Sprintf("changed type of %s from %s to %s", bold(p.Name), bold(p.Old), bold(p.New)))
	}
	if e.Result != nil {
		clauses = append(clauses, fmt.Sprintf("changed result from %s to %s", bold(e.Result.Old), bold(e.Result.New)))
	}
	if len(clauses) == 0 {
		return plain(e.Name)
	}
	s := strings.Join(clauses, ", ")
	return strings.ToUpper(s[:1]) + s[1:] + " in " + plain(e.Name)
}

func bold(s string) string { return "**" + plain(s) + "**" }

// escape keeps text from a schema from being interpreted as markup or as a line break
// (https://spec.commonmark.org/0.31.2/#backslash-escapes). An underscore inside a word is
// not markup.
var (
	escape   = strings.NewReplacer(`\`, `\\`, `<`, `\<`, `*`, `\*`, "`", "\\`", `[`, `\[`, `]`, `\]`, `&`, `\&`)
	unescape = strings.NewReplacer(`\\`, `\`, `\<`, `<`, `\*`, `*`, "\\`", "`", `\[`, `[`, `\]`, `]`, `\&`, `&`)
)

func plain(s string) string { return escape.Replace(terminal.Line(s)) }
