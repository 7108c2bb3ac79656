package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// upcoming is an entity whose page belongs to another layer than the snapshot's.
type upcoming struct {
	Layer       int        `json:"available_as_of"`
	Kind        model.Kind `json:"kind"`
	Name        string     `json:"name"`
	Description string     `json:"description,omitempty"`
}

func newUpcoming(c console) *cobra.Command {
	var asJSON bool
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "upcoming [SNAPSHOT]",
		Short: "List what the site announces for later layers",
		Long: `Upcoming lists the methods, constructors and types whose pages say that their
schema is available in a later layer, and those of earlier layers that are gone
from the schema. Without SNAPSHOT it uses the newest in the data folder.`,
		Example: `  tlcrawl upcoming
  tlcrawl upcoming today.json --json`,
		Args: rangeArgs(0, 1),

		ValidArgsFunction: from.complete(1),
		RunE: func(_ *cobra.Command, args []string) error {
			snapshot := "latest"
			if len(args) == 1 {
				snapshot = args[0]
			}
			s, err := from.read(snapshot)
			if err != nil {
				return err
			}
			list := announcements(s)
			if asJSON {
				return printJSON(c.out, list)
			}
			return c.printUpcoming(list, s.Layer)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	from.register(cmd)
	return cmd
}

// announcements lists the announced entities: by layer, then methods first, then by name.
func announcements(s *model.Snapshot) []upcoming {
	list := []upcoming{}
	if s.Announced == nil {
		return list
	}
	for name, m := range model.Sorted(s.Announced.Methods) {
		list = append(list, upcoming{m.AvailableAsOf, model.KindMethod, name, m.Description})
	}
	for name, e := range model.Sorted(s.Announced.Constructors) {
		list = append(list, upcoming{e.AvailableAsOf, model.KindConstructor, name, e.Description})
	}
	for name, t := range model.Sorted(s.Announced.Types) {
		list = append(list, upcoming{t.AvailableAsOf, model.KindType, name, t.Description})
	}
	slices.SortStableFunc(list, func(a, b upcoming) int { return cmp.Compare(a.Layer, b.Layer) })
	return list
}

func (c console) printUpcoming(list []upcoming, layer int) error {
	if len(list) == 0 {
		fmt.Fprintln(c.err, "tlcrawl: the site announces nothing for other layers")
		return nil
	}
	var b strings.Builder
	for i, e := range list {
		if i == 0 || list[i-1].Layer != e.Layer {
			b.WriteString(upcomingHeading(e.Layer, layer))
		}
		text := string(e.Kind) + " " + e.Name
		if line, _, _ := strings.Cut(e.Description, "\n"); line != "" {
			text += ": " + line
		}
		b.WriteString("  " + terminal.Line(text) + "\n")
	}
	_, err := c.out.Write([]byte(b.String()))
	return err
}

func upcomingHeading(layer, current int) string {
	if layer > current {
		return fmt.Sprintf("Coming with layer %d (the snapshot is of layer %d)\n", layer, current)
	}
	return fmt.Sprintf("Gone: last in layer %d (the snapshot is of layer %d)\n", layer, current)
}
