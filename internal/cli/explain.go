package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// since returns the snapshot since which an error is documented; it is empty if the newest
// snapshot does not have it.
type since func(history.ErrorKey) (string, error)

// past searches the data folder given with --data. Without that flag it returns nil.
func (c console) past(cmd *cobra.Command, dir string, s *model.Snapshot) since {
	if !cmd.Flags().Changed("data") && os.Getenv(dataVariable) == "" {
		return nil
	}
	all := sync.OnceValues(func() (map[history.ErrorKey]index.First, error) {
		folder := c.folder(dir)
		site, err := store.SiteName(s.Source)
		if err != nil {
			return nil, nil // not from a site, so there is no history
		}
		if kept, err := folder.Entries(site); err != nil || len(kept) == 0 {
			return nil, err
		}
		x, err := c.openIndex(cmd.Context(), folder, site)
		if err != nil {
			return nil, err
		}
		defer x.Close()
		return x.SinceAll(cmd.Context())
	})
	return func(k history.ErrorKey) (string, error) {
		all, err := all()
		if first := all[k]; first.OrEarlier {
			return first.Snapshot + " or earlier", err
		}
		return all[k].Snapshot, err
	}
}

// explain prints what an error means, or which errors a method returns.
func (c console) explain(t *export.Table, snapshot, question string, when since) error {
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
		return fmt.Errorf("%s: no error or method %q%s", snapshot, question, similar(t, question))
	}
	_, err := io.WriteString(c.out, b.String())
	return err
}

// describeGeneral explains an error that any method may return and no page lists.
func describeGeneral(b *strings.Builder, m export.Match) {
	title(b, m)
	fmt.Fprintf(b, "  %s\n  Not in the snapshot. Any method may return it (https://core.telegram.org/api/errors).\n", m.Description)
}

// title prints code, type and, for FLOOD_WAIT_42, the value.
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
		b.WriteString("  Not documented on the site.\n")
	}
	for i, d := range m.Descriptions {
		if i == 0 {
			fmt.Fprintf(b, "  %s\n", terminal.Line(d.Text))
		} else if d.Text != m.Description {
			fmt.Fprintf(b, "  or: %s\n", terminal.Line(d.Text))
		}
	}
	if m.Any {
		b.WriteString("  any method may return it, according to the site's error table\n")
	}
	if slices.Equal(m.Pages, m.Site) {
		list(b, "on the pages and in the error table for:", m.Pages)
	} else {
		list(b, "on the pages of:", m.Pages)
		list(b, "in the error table for:", m.Site)
	}
	if when != nil {
		first, err := when(history.ErrorKey{Code: m.Code, Type: m.Type})
		if err != nil {
			return err
		}
		if first != "" {
			fmt.Fprintf(b, "  since %s\n", first)
		}
	}
	return nil
}

// maxNames is how many methods are listed before "and N more".
const maxNames = 20

func list(b *strings.Builder, what string, names []string) {
	if len(names) == 0 {
		return
	}
	shown := names
	if len(names) > maxNames {
		shown = names[:maxNames]
	}
	fmt.Fprintf(b, "  %s %s", what, strings.Join(shown, ", "))
	if len(names) > maxNames {
		fmt.Fprintf(b, " and %d more", len(names)-maxNames)
	}
	b.WriteString("\n")
}

func describeMethod(b *strings.Builder, t *export.Table, m export.Method) {
	who := map[export.Usability]string{
		export.ForUsers: "users only", export.ForBots: "bots only", export.ForBoth: "users and bots", export.Unknown: "the site does not say",
	}
	fmt.Fprintf(b, "%s\n  may be called by: %s\n", m.Name, who[m.Usability])
	if len(m.Errors) == 0 {
		b.WriteString("  No known errors.\n")
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

// similar lists errors and methods whose names contain the query.
func similar(t *export.Table, question string) string {
	var near []string
	add := func(name string) {
		if len(near) < 5 && !slices.Contains(near, name) && strings.Contains(strings.ToLower(name), strings.ToLower(question)) {
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
	return "; did you mean " + strings.Join(near, ", ") + "?"
}
