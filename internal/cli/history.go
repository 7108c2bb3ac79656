package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// stored is a snapshot of a data folder, as history lists it.
type stored struct {
	Time  string `json:"time"`
	Site  string `json:"site"`
	Layer int    `json:"layer"`
	// File is the name in the data folder, with slashes.
	File string `json:"file"`
	// Changes counts what changed since the snapshot before; it and the rest are left out
	// of the oldest snapshot.
	Changes  *int                       `json:"changes,omitempty"`
	Levels   map[diff.Level]int         `json:"levels,omitempty"`
	Entities map[model.Kind]diff.Counts `json:"entities,omitempty"`
}

func newHistory(c console) *cobra.Command {
	var data, format string
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "history [SITE | FILE...]",
		Short: "List the snapshots of a data folder, or what changed with each",
		Long: `History lists the snapshots of a data folder, oldest first: of all sites, or of one.
Each has the number of changes since the one before. Files are named relative to the
folder. With --json, each line is an object.

With --steps, history prints what changed from each snapshot to the next one: reports as
diff prints them, in text, Markdown, or in the words of the site's own list of changes
(official). With --json, each line is an object with from, to and report.

With files, history prints the steps between these, oldest first. Each is read once.`,
		Example: `  tlcrawl history --data /var/lib/tlcrawl
  tlcrawl history corefork.telegram.org --json
  tlcrawl history --steps --format markdown
  tlcrawl history 195.tl 214.tl 223.tl --format official`,

		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return c.completeSites(data, args, typed), cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON {
				format = "json"
			}
			files := len(args) > 0 && (args[0] == store.Stdio || isFile(args[0]))
			_, printsSteps := stepPrinters[format]
			switch {
			case !printsSteps:
				return usage(cmd, fmt.Errorf("invalid --format %q (want text, json, official or markdown)", format))
			case files:
				return c.steps(func(print func(step) error) error { return c.fileSteps(cmd.Context(), args, print) }, format)
			case len(args) > 1:
				return usage(cmd, fmt.Errorf("want one site, or files: there is no file %.80q", args[0]))
			case all:
				return c.steps(func(print func(step) error) error {
					return c.folderSteps(cmd.Context(), c.folder(data), args, print)
				}, format)
			}
			print, ok := map[string]func(io.Writer, []stored) error{"text": printStored, "json": printLines[stored]}[format]
			if !ok {
				return usage(cmd, fmt.Errorf("--format %s prints changes: add --steps, or name files", format))
			}
			list, err := c.listStored(cmd.Context(), c.folder(data), args)
			if err != nil {
				return err
			}
			return print(c.out, list)
		},
	}
	dataFlag(cmd, &data, "the data `folder`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the same as --format json")
	cmd.Flags().BoolVar(&all, "steps", false, "print what changed with each snapshot")
	cmd.Flags().StringVar(&format, "format", "text", "how to print the list or the steps: `text|json|official|markdown`")
	return cmd
}

// listStored lists the snapshots of a folder, by site; names may select one.
func (c console) listStored(ctx context.Context, folder store.Folder, names []string) ([]stored, error) {
	sites, err := chosenSites(folder, names)
	if err != nil {
		return nil, err
	}
	var list []stored
	err = c.eachIndex(ctx, folder, sites, func(site string, x *index.Index) error {
		kept, err := folder.Entries(site)
		if err != nil {
			return err
		}
		indexed, err := x.Snapshots(ctx)
		if err != nil {
			return err
		}
		for _, s := range indexed {
			i := slices.IndexFunc(kept, func(e store.Entry) bool { return e.Stem() == s.Stem })
			if i < 0 {
				continue // pruned since
			}
			row := stored{Time: s.Time.Format(time.RFC3339), Site: site, Layer: s.Layer, File: kept[i].File, Levels: s.Levels, Entities: s.Entities}
			if s.Levels != nil {
				row.Changes = new(0)
				for _, n := range s.Levels {
					*row.Changes += n
				}
			}
			list, kept = append(list, row), kept[i+1:]
		}
		return nil
	})
	return list, err
}

// chosenSites are those sites of a folder that are named, or all of them.
func chosenSites(folder store.Folder, names []string) ([]string, error) {
	sites, err := sitesOf(folder)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !slices.Contains(sites, name) {
			return nil, &store.FileError{Name: folder.String(), Err: fmt.Errorf("no snapshots of %.80q; there are those of %s", name, strings.Join(sites, ", "))}
		}
	}
	if len(names) > 0 {
		return names, nil
	}
	return sites, nil
}

func printStored(w io.Writer, list []stored) error {
	var b strings.Builder
	for i, s := range list {
		if i == 0 || list[i-1].Site != s.Site {
			fmt.Fprintf(&b, "%s\n", terminal.Line(s.Site))
		}
		fmt.Fprintf(&b, "  %s  layer %-4d %-40s %s\n", s.Time, s.Layer, s.counts(), terminal.Line(path.Base(s.File)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// counts are the numbers of changes by level.
func (s stored) counts() string {
	switch {
	case s.Changes == nil:
		return "the oldest"
	case *s.Changes == 0:
		return "no changes"
	}
	var parts []string
	for _, l := range diff.Levels {
		if n := s.Levels[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l))
		}
	}
	return strings.Join(parts, ", ")
}

// printLines prints JSON values, one a line.
func printLines[T any](w io.Writer, list []T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, v := range list {
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}
