package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

// stored is a snapshot of a data folder, as history lists it.
type stored struct {
	Time  string `json:"time"`
	Site  string `json:"site"`
	Layer int    `json:"layer"`
	// File is the name in the data folder, with slashes.
	File string `json:"file"`
}

func newHistory(c console) *cobra.Command {
	var data, format string
	cmd := &cobra.Command{
		Use:   "history [SITE]",
		Short: "List the snapshots of a data folder",
		Long: `History lists the snapshots of a data folder, oldest first: of all sites, or of one.
Files are named relative to the folder. With --format json, each line is an object.`,
		Example: `  tlcrawl history --data /var/lib/tlcrawl
  tlcrawl history corefork.telegram.org --format json`,
		Args: rangeArgs(0, 1),

		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return completeSites(data, args, typed), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			print, ok := map[string]func(io.Writer, []stored) error{"text": printStored, "json": printLines[stored]}[format]
			if !ok {
				return usage(cmd, fmt.Errorf("invalid --format %q (want text or json)", format))
			}
			list, err := listStored(store.Dir(data), args)
			if err != nil {
				return err
			}
			return print(c.out, list)
		},
	}
	dataFlag(cmd, &data, "the data `folder`")
	cmd.Flags().StringVar(&format, "format", "text", "how to print the list: `text|json`")
	return cmd
}

// listStored lists the snapshots of a folder, by site; names may select one.
func listStored(folder store.Folder, names []string) ([]stored, error) {
	sites, err := chosenSites(folder, names)
	if err != nil {
		return nil, err
	}
	var list []stored
	for _, site := range sites {
		kept, err := folder.Entries(site)
		if err != nil {
			return nil, err
		}
		for _, e := range kept {
			list = append(list, stored{e.Time.Format(time.RFC3339), site, e.Layer, e.File})
		}
	}
	return list, nil
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
		fmt.Fprintf(&b, "  %s  layer %d  %s\n", s.Time, s.Layer, terminal.Line(s.File))
	}
	_, err := io.WriteString(w, b.String())
	return err
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
