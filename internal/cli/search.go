package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

// siteHit is a match in one site.
type siteHit struct {
	Site string `json:"site"`
	index.Hit
}

func newSearch(c console) *cobra.Command {
	var data string
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "search WORD...",
		Short: "Search names and descriptions in all snapshots",
		Long: `Search finds methods, constructors, types and errors whose names, parameters or
descriptions have all of the words, or words that begin with them. Matches in names come
first, removed entities last. Case is ignored.`,
		Example: `  tlcrawl search sendMess --data /var/lib/tlcrawl
  tlcrawl search quick reply shortcut
  tlcrawl search FLOOD_WAIT --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return usage(cmd, fmt.Errorf("invalid --limit %d (want 1 or more)", limit))
			}
			hits, err := c.search(cmd.Context(), c.folder(data), strings.Join(args, " "), limit)
			switch {
			case err != nil:
				return err
			case asJSON:
				return printJSON(c.out, hits)
			case len(hits) == 0:
				fmt.Fprintf(c.err, "tlcrawl: nothing found in %s\n", terminal.Line(data))
				return nil
			}
			return printHits(c.out, hits)
		},
	}
	dataFlag(cmd, &data, "the data `folder`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	cmd.Flags().IntVar(&limit, "limit", 20, "print at most this `number` of matches a site")
	return cmd
}

func (c console) search(ctx context.Context, folder store.Folder, words string, limit int) ([]siteHit, error) {
	sites, err := sitesOf(folder)
	if err != nil {
		return nil, err
	}
	hits := []siteHit{}
	err = c.eachIndex(ctx, folder, sites, func(site string, x *index.Index) error {
		found, err := x.Search(ctx, words, limit)
		for _, h := range found {
			hits = append(hits, siteHit{site, h})
		}
		return err
	})
	return hits, err
}

func printHits(w io.Writer, hits []siteHit) error {
	var b strings.Builder
	for i, h := range hits {
		if h.Site != hits[0].Site && h.Site != hits[i-1].Site {
			fmt.Fprintf(&b, "\n%s\n", terminal.Line(h.Site))
		}
		name := h.Name
		if h.Code != 0 {
			name = fmt.Sprintf("%d %s", h.Code, name)
		}
		if h.Schema != "" {
			name += " (" + h.Schema + " schema)"
		}
		if h.LastSeen != "" {
			name += " (last in " + h.LastSeen + ")"
		}
		fmt.Fprintf(&b, "%s %s\n", h.Kind, terminal.Line(name))
		if line, _, _ := strings.Cut(h.Description, "\n"); line != "" {
			fmt.Fprintf(&b, "  %s\n", terminal.Line(line))
		}
		if h.Match != "" {
			fmt.Fprintf(&b, "  %s\n", terminal.Line(h.Match))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
