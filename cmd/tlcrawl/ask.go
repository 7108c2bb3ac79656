package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// since finds the snapshot of a data folder from which on something was so.
type since func(is func(*model.Snapshot) bool) (string, error)

// past looks through the snapshots of a data folder, if one was asked for; else it is
// nil.
func past(cmd *cobra.Command, dir string, s *model.Snapshot) since {
	if !cmd.Flags().Changed("data") {
		return nil
	}
	return func(is func(*model.Snapshot) bool) (string, error) {
		site, err := store.SiteName(s.Source)
		if err != nil {
			return "", nil // a schema of no site has no past
		}
		kept, err := store.Folder{Dir: dir}.Entries(site)
		if err != nil {
			return "", err
		}
		first := ""
		for i := len(kept) - 1; i >= 0; i-- {
			old, err := store.Read(kept[i].Path)
			if err != nil {
				return "", err
			}
			if !is(old) {
				break
			}
			first = kept[i].Name()
		}
		return first, nil
	}
}

// answer says what an error means, or which errors a method has.
func (c console) answer(t *export.Table, snapshot, question string, when since) error {
	var b strings.Builder
	next := func() {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
	}
	found := t.Find(0, question)
	for _, m := range found {
		next()
		if err := describe(&b, m, when); err != nil {
			return err
		}
	}
	for _, m := range t.Methods {
		if m.Name == question {
			next()
			describeMethod(&b, t, m)
		}
	}
	if b.Len() == 0 {
		for _, m := range export.General(0, question) {
			next()
			describeGeneral(&b, m)
		}
	}
	if b.Len() == 0 {
		return fmt.Errorf("%s: %q is no error and no method that it knows%s", snapshot, question, meant(t, question))
	}
	_, err := io.WriteString(c.out, b.String())
	return err
}

// describeGeneral says what an error means that the snapshot does not list.
func describeGeneral(b *strings.Builder, m export.Match) {
	title(b, m)
	fmt.Fprintf(b, "  %s\n  The snapshot does not list it: any method may answer with it (https://core.telegram.org/api/errors).\n", m.Description)
}

// title is the code, the type and the value.
func title(b *strings.Builder, m export.Match) {
	fmt.Fprintf(b, "%d %s\n", m.Code, terminal.Line(m.Type))
	if m.Value == "" {
		return
	}
	name := export.Parameter(m.Type, m.Description)
	if name == "" {
		name = "value"
	}
	fmt.Fprintf(b, "  %s: %s\n", name, terminal.Line(m.Value))
}

func describe(b *strings.Builder, m export.Match, when since) error {
	title(b, m)
	if m.Description == "" {
		b.WriteString("  The site does not say what it means.\n")
	}
	for i, d := range m.Descriptions {
		if i == 0 {
			fmt.Fprintf(b, "  %s\n", terminal.Line(d.Text))
		} else if d.Text != m.Description {
			fmt.Fprintf(b, "  or: %s\n", terminal.Line(d.Text))
		}
	}
	if m.Any {
		b.WriteString("  from any method, says the site's table of errors\n")
	}
	if slices.Equal(m.Pages, m.Site) {
		list(b, "on the pages of, and in the site's table of errors:", m.Pages)
	} else {
		list(b, "on the pages of", m.Pages)
		list(b, "in the site's table of errors, from", m.Site)
	}
	if when != nil {
		first, err := when(func(s *model.Snapshot) bool {
			old, err := export.New(s, export.Options{From: export.Both, Code: m.Code})
			return err == nil && len(old.Find(m.Code, m.Type)) > 0
		})
		if err != nil {
			return err
		}
		if first != "" {
			fmt.Fprintf(b, "  since %s\n", first)
		}
	}
	return nil
}

// few is how many names are listed where nobody asked for them all.
const few = 20

func list(b *strings.Builder, what string, names []string) {
	if len(names) == 0 {
		return
	}
	shown := names
	if len(names) > few {
		shown = names[:few]
	}
	fmt.Fprintf(b, "  %s %s", what, strings.Join(shown, ", "))
	if len(names) > few {
		fmt.Fprintf(b, " and %d more", len(names)-few)
	}
	b.WriteString("\n")
}

func describeMethod(b *strings.Builder, t *export.Table, m export.Method) {
	who := map[export.Usability]string{
		export.ForUsers: "users only", export.ForBots: "bots only", export.ForBoth: "users and bots", export.Unknown: "the site does not say",
	}
	fmt.Fprintf(b, "%s\n  may be called by: %s\n", m.Name, who[m.Usability])
	if len(m.Errors) == 0 {
		b.WriteString("  No error of it is known.\n")
	}
	for _, i := range m.Errors {
		e := t.Errors[i]
		fmt.Fprintf(b, "  %4d %s", e.Code, terminal.Line(e.Type))
		if text := e.Of(m.Name); text != "" {
			fmt.Fprintf(b, ": %s", terminal.Line(text))
		}
		b.WriteString("\n")
	}
}

// meant names errors and methods that hold what was asked for.
func meant(t *export.Table, question string) string {
	var near []string
	add := func(name string) {
		if len(near) < 5 && strings.Contains(strings.ToLower(name), strings.ToLower(question)) {
			near = append(near, name)
		}
	}
	for _, e := range t.Errors {
		add(e.Type)
	}
	for _, m := range t.Methods {
		add(m.Name)
	}
	if len(near) == 0 || question == "" {
		return ""
	}
	return "; there is " + strings.Join(near, ", ")
}
