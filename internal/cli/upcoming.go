package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upcoming"
)

// upcomingFlags are the flags of the command.
type upcomingFlags struct {
	asJSON       bool
	format, link string
	sources      sourcesFlag
}

func newUpcoming(c console) *cobra.Command {
	var f upcomingFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "upcoming [SNAPSHOT]",
		Short: "List what is coming with later layers",
		Long: `Upcoming lists the methods, constructors and types that the site announces for later
layers, and those that client repositories have and the site does not (upstream fetch),
with their lines, where they were seen, and since when. It also lists lines that are
changing, and pages of earlier layers that are gone from the schema.

An item is final if the site announces it, or if two independent clients have it with the
same line. Otherwise it is provisional: it may change or disappear.

It reads the histories in the data folder. With SNAPSHOT, it lists what that one
announces.`,
		Example: `  tlcrawl upcoming
  tlcrawl upcoming --data /var/lib/tlcrawl --format markdown
  tlcrawl upcoming --format atom --link https://example.org/api > upcoming.atom
  tlcrawl upcoming today.json --json`,
		Args: rangeArgs(0, 1),

		ValidArgsFunction: from.complete(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, err := f.printer()
			if err != nil {
				return usage(cmd, err)
			}
			if len(args) == 1 {
				s, err := from.read(args[0])
				if err != nil {
					return err
				}
				return c.printUpcoming(upcoming.Announced(s), s.Layer, print)
			}
			list, err := f.list(cmd.Context(), c.folder(from.data))
			if err != nil {
				return err
			}
			return c.printUpcoming(list, 0, print)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the items: `text|markdown|json|atom`")
	flags.BoolVar(&f.asJSON, "json", false, "print a JSON array, as --format json does")
	flags.StringVar(&f.link, "link", "", "the `address` of the page that an Atom feed is about")
	f.sources.register(cmd)
	from.register(cmd)
	return cmd
}

// printUpcomingFunc prints items; the layer is that of the snapshot, 0 for histories.
type printUpcomingFunc func(w io.Writer, list []upcoming.Item, layer int) error

func (f *upcomingFlags) printer() (printUpcomingFunc, error) {
	if f.asJSON {
		f.format = "json"
	}
	switch f.format {
	case "text":
		return upcoming.Text, nil
	case "markdown":
		return func(w io.Writer, list []upcoming.Item, _ int) error { return upcoming.Markdown(w, list) }, nil
	case "json":
		return func(w io.Writer, list []upcoming.Item, _ int) error { return printJSON(w, list) }, nil
	case "atom":
		return func(w io.Writer, list []upcoming.Item, _ int) error { return upcoming.Atom(w, list, f.link) }, nil
	default:
		return nil, invalid("format", f.format, "text, markdown, json or atom")
	}
}

// list reads the histories of a folder.
func (f *upcomingFlags) list(ctx context.Context, folder store.Folder) ([]upcoming.Item, error) {
	sources, err := f.sources.read()
	if err != nil {
		return nil, err
	}
	list, err := upcoming.List(ctx, folder, sources)
	if errors.Is(err, upcoming.ErrNoSite) {
		return nil, &store.FileError{Name: folder.String(), Err: err}
	}
	return list, err
}

func (c console) printUpcoming(list []upcoming.Item, layer int, print printUpcomingFunc) error {
	if len(list) == 0 {
		text := "the site announces nothing for other layers"
		if layer == 0 {
			text += ", and no source has more than the site"
		}
		fmt.Fprintln(c.err, "tlcrawl: "+text)
	}
	return print(c.out, list, layer)
}
