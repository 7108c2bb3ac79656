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
	var b strings.Builder
	for _, w := range Sentence(e) {
		switch {
		case w.Strong:
			b.WriteString(bold(w.Text))
		case w.Entity != "":
			b.WriteString(plain(w.Text))
		default:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}

// Sentence returns the item on an entity in the site's wording, with the spaces between the
// words: names and types of parameters are strong, the entity's name comes last.
func Sentence(e Entry) []Word {
	var list []Word
	say := func(words ...string) { // every second one is strong
		for i, w := range words {
			switch {
			case len(list) == 0:
				w = strings.ToUpper(w[:1]) + w[1:]
			case i == 0:
				w = ", " + w
			}
			list = append(list, Word{Text: w, Strong: i%2 == 1})
		}
	}
	for _, p := range e.Added {
		say("added ", p.Name, " parameter")
	}
	for _, p := range e.Removed {
		say("removed ", p.Name, " parameter")
	}
	for _, p := range e.Retyped {
		say("changed type of ", p.Name, " from ", p.Old, " to ", p.New)
	}
	if e.Result != nil {
		say("changed result from ", e.Result.Old, " to ", e.Result.New)
	}
	if len(list) > 0 {
		list = append(list, Word{Text: " in "})
	}
	return append(list, Word{Text: e.Name, Entity: e.Name})
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
