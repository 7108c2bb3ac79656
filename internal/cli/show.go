package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func newShow(c console) *cobra.Command {
	var asJSON bool
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "show NAME|ID [SNAPSHOT]",
		Short: "Show a method, constructor, type or error",
		Long: `Show prints everything a snapshot says about a method, constructor or type, given
by name or by its id of 8 hexadecimal digits, or about an error as a server returns it.
Without SNAPSHOT it uses the newest in the data folder. "show SNAPSHOT NAME" works as
well.`,
		Example: `  tlcrawl show auth.resendCode
  tlcrawl show InputPeer today.json --json
  tlcrawl show be5335be 214
  tlcrawl show FLOOD_WAIT_42 errors.json`,
		Args: rangeArgs(1, 2),

		ValidArgsFunction: from.completeEntity,
		RunE: func(_ *cobra.Command, args []string) error {
			name, snapshot := showArgs(args)
			s, err := from.read(snapshot)
			if err != nil {
				return err
			}
			found := lookup(s, name)
			if len(found) == 0 {
				if known, err := c.showError(s, name, asJSON); known || err != nil {
					return err
				}
				return fmt.Errorf("%s: no entity named %q%s", snapshot, name, suggest(s, name))
			}
			for _, e := range found {
				if err := show(c.out, e, asJSON); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	from.register(cmd)
	return cmd
}

// showArgs splits the arguments of show: NAME, NAME SNAPSHOT or SNAPSHOT NAME.
func showArgs(args []string) (name, snapshot string) {
	switch {
	case len(args) == 1:
		return args[0], "latest"
	case isSnapshot(args[0]):
		return args[1], args[0]
	default:
		return args[0], args[1]
	}
}

// isSnapshot reports whether an argument is a file, standard input, or the name of a
// snapshot, rather than that of an entity.
func isSnapshot(arg string) bool {
	if arg == store.Stdio || store.IsName(arg) || strings.ContainsAny(arg, `/\`) {
		return true
	}
	if ext := filepath.Ext(arg); ext == ".json" || ext == ".gz" || ext == ".zst" || ext == ".tl" {
		return true
	}
	_, err := os.Stat(arg)
	return err == nil
}

var entityID = regexp.MustCompile(`^(?:0x)?([0-9a-f]{8})$`)

// lookup finds the entities with a name or an id, and lines of the other schemas.
func lookup(s *model.Snapshot, name string) []any {
	found := s.Find(name)
	if m := entityID.FindStringSubmatch(name); m != nil {
		found = append(found, s.FindID(m[1])...)
	}
	for schema, lines := range model.Sorted(s.Schemas) {
		for _, l := range lines.Combinators {
			if l.Name() == name {
				found = append(found, schemaLine{schema, l})
			}
		}
	}
	return found
}

// schemaLine is a line of a schema other than the API's.
type schemaLine struct {
	Schema string `json:"schema"`
	model.SchemaLine
}

// suggest returns similar names.
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
		head(&b, "constructor", e.Name, e.Description, e.AvailableAsOf)
		section(&b, "Schema", e.TL)
		showParams(&b, "Fields", e.Params)
		showRest(&b, e.Related, e.Sections)
	case *model.Type:
		head(&b, "type", e.Name, e.Description, e.AvailableAsOf)
		section(&b, "Constructors", strings.Join(e.Constructors, "\n"))
		section(&b, "Returned by", strings.Join(e.Methods, "\n"))
		showRest(&b, e.Related, e.Sections)
	case schemaLine:
		where := e.Schema + " schema"
		if e.Layer != 0 {
			where += fmt.Sprintf(", layer %d", e.Layer)
		}
		head(&b, string(e.Kind)+", "+where, e.Name(), "", 0)
		section(&b, "Schema", e.TL)
	}
	_, err := io.WriteString(w, terminal.Clean(b.String()))
	return err
}

func showMethod(b *strings.Builder, m *model.Method) {
	head(b, "method", m.Name, m.Description, m.AvailableAsOf)
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

func head(b *strings.Builder, kind, name, description string, availableAsOf int) {
	if availableAsOf != 0 {
		kind += fmt.Sprintf(", schema of layer %d", availableAsOf)
	}
	fmt.Fprintf(b, "%s (%s)\n", name, kind)
	if description != "" {
		fmt.Fprintf(b, "\n%s\n", description)
	}
}

// section prints a heading and the text under it, unless that is empty.
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

// showAccess prints the access stated on the page.
func showAccess(a *model.Access) string {
	if a == nil {
		return ""
	}
	var lines []string
	for _, q := range []struct {
		who string
		may *bool
	}{{"users", a.Users}, {"bots", a.Bots}, {"without logging in", a.Unauthenticated}, {"over a business connection", a.Business}} {
		if q.may != nil {
			lines = append(lines, q.who+": "+map[bool]string{true: "yes", false: "no"}[*q.may])
		}
	}
	return strings.Join(lines, "\n")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
