package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

func newLayers(c console) *cobra.Command {
	var asJSON bool
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:     "layers SNAPSHOT",
		Short:   "Print the site's list of layers",
		Long:    "Layers prints the list of layers that the site showed, with their titles, the newest last. An arrow marks the layer of the snapshot.",
		Example: "  tlcrawl layers today.json\n  tlcrawl layers latest --json",
		Args:    exactArgs(1),

		ValidArgsFunction: from.complete(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.out, listLayers(s))
			}
			var b strings.Builder
			for _, l := range s.Layers {
				mark := "  "
				if l.Layer == s.Layer {
					mark = "->"
				}
				b.WriteString(strings.TrimRight(fmt.Sprintf("%s %4d  %s", mark, l.Layer, terminal.Line(l.Title)), " ") + "\n")
			}
			_, err = fmt.Fprint(c.out, b.String())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	from.register(cmd)
	return cmd
}

// listedLayer is a layer of the site's list.
type listedLayer struct {
	model.Layer
	// Current marks the layer of the snapshot.
	Current bool `json:"current"`
}

func listLayers(s *model.Snapshot) []listedLayer {
	list := []listedLayer{}
	for _, l := range s.Layers {
		list = append(list, listedLayer{l, l.Layer == s.Layer})
	}
	return list
}
