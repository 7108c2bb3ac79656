package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

func newShow(c console) *cobra.Command {
	var asJSON bool
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "show SNAPSHOT NAME",
		Short: "Show a method, a constructor or a type of a snapshot",
		Example: `  tlcrawl show today.json auth.resendCode
  tlcrawl show today.json InputPeer --json`,
		Args: exactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			found := s.Find(args[1])
			if len(found) == 0 {
				return fmt.Errorf("%s: nothing is called %q%s", args[0], args[1], suggest(s, args[1]))
			}
			for _, e := range found {
				if err := show(c.out, e, asJSON); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as it stands in the snapshot")
	from.register(cmd)
	return cmd
}

// suggest names what may have been meant.
func suggest(s *model.Snapshot, name string) string {
	near := s.Near(name, 5)
	if len(near) == 0 {
		return ""
	}
	return "; there is " + strings.Join(near, ", ")
}

func show(w io.Writer, entity any, asJSON bool) error {
	if asJSON {
		return printJSON(w, entity)
	}
	var b strings.Builder
	switch e := entity.(type) {
	case *model.Method:
		showMethod(&b, e)
	case *model.Constructor:
		head(&b, "constructor", e.Name, e.Description)
		section(&b, "Schema", e.TL)
		showParams(&b, "Fields", e.Params)
		showRest(&b, e.Related, e.Sections)
	case *model.Type:
		head(&b, "type", e.Name, e.Description)
		section(&b, "Constructors", strings.Join(e.Constructors, "\n"))
		section(&b, "Returned by", strings.Join(e.Methods, "\n"))
		showRest(&b, e.Related, e.Sections)
	}
	_, err := io.WriteString(w, terminal.Clean(b.String()))
	return err
}

func showMethod(b *strings.Builder, m *model.Method) {
	head(b, "method", m.Name, m.Description)
	section(b, "Schema", m.TL)
	showParams(b, "Parameters", m.Params)
	section(b, "Returns", m.Result)
	section(b, "Called by", showAccess(m.Access))
	var errors []string
	for _, e := range m.Errors {
		errors = append(errors, strings.TrimSpace(fmt.Sprintf("%4d  %s  %s", e.Code, e.Type, oneLine(e.Description))))
	}
	section(b, "Errors", strings.Join(errors, "\n"))
	section(b, "Category", m.Category)
	showRest(b, m.Related, m.Sections)
}

func head(b *strings.Builder, kind, name, description string) {
	fmt.Fprintf(b, "%s (%s)\n", name, kind)
	if description != "" {
		fmt.Fprintf(b, "\n%s\n", description)
	}
}

// section prints a heading and what stands under it, unless that is nothing.
func section(b *strings.Builder, title, body string) {
	if body != "" {
		fmt.Fprintf(b, "\n%s\n  %s\n", title, strings.ReplaceAll(body, "\n", "\n  "))
	}
}

func showParams(b *strings.Builder, title string, params []model.Param) {
	var lines []string
	for _, p := range params {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s: %s  %s", p.Name, p.Type, oneLine(p.Description))))
	}
	section(b, title, strings.Join(lines, "\n"))
}

func showRest(b *strings.Builder, related []model.Related, sections map[string]string) {
	for anchor, text := range model.Sorted(sections) {
		section(b, "Section "+anchor, text)
	}
	var lines []string
	for _, r := range related {
		lines = append(lines, r.Title+"  "+r.URL)
	}
	section(b, "Related", strings.Join(lines, "\n"))
}

// showAccess says what the page says; what it does not say is not shown.
func showAccess(a *model.Access) string {
	if a == nil {
		return ""
	}
	var lines []string
	for _, q := range []struct {
		who string
		may *bool
	}{{"users", a.Users}, {"bots", a.Bots}, {"without logging in", a.Unauthenticated}} {
		if q.may != nil {
			lines = append(lines, q.who+": "+map[bool]string{true: "yes", false: "no"}[*q.may])
		}
	}
	return strings.Join(lines, "\n")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
