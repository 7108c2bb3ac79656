package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// event is what changed in one name with one snapshot.
type event struct {
	Site     string        `json:"site"`
	Snapshot string        `json:"snapshot"`
	Layer    int           `json:"layer"`
	Changes  []diff.Change `json:"changes"`
}

func newLog(c console) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "log NAME",
		Short: "Say when a method, constructor, type or error changed, and how",
		Long: `Log goes through the snapshots of a data folder and prints what changed in one name, the
newest first. A name that was another one before is followed back.`,
		Example: `  tlcrawl log auth.resendCode --data /var/lib/tlcrawl
  tlcrawl log FLOOD_WAIT_%d --json`,
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			events, known, err := history(data, args[0])
			switch {
			case err != nil:
				return err
			case !known:
				return &store.FileError{Name: data, Err: fmt.Errorf("no snapshot knows %q", args[0])}
			case asJSON:
				return printJSON(c.out, events)
			}
			return c.tellHistory(events)
		},
	}
	dataFlag(cmd, &data, "the data `folder`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as a list of changes by snapshot")
	return cmd
}

// history lists what changed in a name, the newest first, and whether any snapshot
// knows it.
func history(data, name string) (events []event, known bool, err error) {
	folder := store.Folder{Dir: data}
	sites, err := folder.Sites()
	if err != nil {
		return nil, false, err
	}
	if len(sites) == 0 {
		return nil, false, &store.FileError{Name: data, Err: errors.New("no snapshots are kept there: `tlcrawl nightly` makes them")}
	}
	events = []event{}
	for _, site := range sites {
		kept, err := folder.Entries(site)
		if err != nil {
			return nil, false, err
		}
		follow := name
		var newer *model.Snapshot
		for i := len(kept) - 1; i >= 0; i-- {
			s, err := store.Read(kept[i].Path)
			if err != nil {
				return nil, false, err
			}
			known = known || len(s.Find(follow)) > 0 || hasError(s, follow)
			if newer != nil {
				changes, was := changesOf(diff.Compare(s, newer), follow)
				if len(changes) > 0 {
					events = append(events, event{site, kept[i+1].Name(), newer.Layer, changes})
				}
				follow = was
			}
			newer = s
		}
	}
	return events, known, nil
}

// changesOf are those of a report that are about a name, and what it was called before.
func changesOf(r *diff.Report, name string) (changes []diff.Change, was string) {
	was = name
	for _, c := range r.Changes {
		if c.Name == name || c.Error == name || c.Renamed() && c.Old == name {
			changes = append(changes, c)
			if c.Renamed() && c.New == name {
				was = c.Old
			}
		}
	}
	return changes, was
}

func hasError(s *model.Snapshot, typ string) bool {
	for _, m := range s.Methods {
		if slices.ContainsFunc(m.Errors, func(e model.Error) bool { return e.Type == typ }) {
			return true
		}
	}
	return s.ErrorTable != nil && slices.ContainsFunc(s.ErrorTable.Errors, func(e model.TableError) bool { return e.Type == typ })
}

func (c console) tellHistory(events []event) error {
	var b strings.Builder
	for i, e := range events {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s, %s\n", e.Snapshot, e.Site)
		for _, ch := range e.Changes {
			fmt.Fprintf(&b, "  %s  [%s]\n", terminal.Line(ch.Text), ch.Rule)
		}
	}
	if len(events) == 0 {
		b.WriteString("It has not changed in the snapshots that are kept.\n")
	}
	_, err := c.out.Write([]byte(b.String()))
	return err
}
