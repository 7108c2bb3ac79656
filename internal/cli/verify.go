package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/verify"
)

// verifyFlags are the flags of verify.
type verifyFlags struct {
	format, against, since string
	notes                  bool
	sources                sourcesFlag
}

func newVerify(c console) *cobra.Command {
	var f verifyFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "verify SNAPSHOT",
		Short: "Check a snapshot for inconsistencies: ids, parameters, types",
		Long: `Verify checks that the id of every combinator is the CRC32 of its line, that the line of
a page is the line on /schema, that parameter tables match the lines, that every type has
a constructor, and that conditional fields follow their flags and share no bit of type
true. It also checks the MTProto and the end-to-end schema. It exits with 1 if it finds an
inconsistency. Findings with one cause are printed as one line.

Notes are counted, and listed with --notes: shared bits and bits out of order, ids that
are known to be odd, what no page describes, where the pages and the site's error table
disagree, and unknown keys of that table.

--against compares the snapshot with a saved /api/layers, the site's list of changes. With
--since OLD, an earlier snapshot, it compares the list for all layers in between with the
difference of the two snapshots.

With --data and no SNAPSHOT, it reads every file of the data folder and lists those that
are damaged. It also lists the methods and constructors whose lines differ between the
site and client repositories (upstream fetch) in one layer, for each layer that is the
newest of one of them; that does not change the exit code.`,
		Example: `  tlcrawl verify today.json
  tlcrawl verify today.json --notes
  tlcrawl verify today.json --against layers.html --since old.json
  tlcrawl verify api.tl --format json
  tlcrawl verify --data /var/lib/tlcrawl`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && cmd.Flags().Changed("data") {
				return nil
			}
			return exactArgs(1)(cmd, args)
		},
		ValidArgsFunction: from.complete(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.format != "text" && f.format != "json" {
				return usage(cmd, fmt.Errorf("invalid --format %q (want text or json)", f.format))
			}
			if len(args) == 0 {
				return f.checkFolder(c, c.folder(from.data))
			}
			if f.since != "" && f.against == "" {
				return usage(cmd, errors.New("--since needs --against"))
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			found := verify.Snapshot(s)
			if f.against != "" {
				claims, err := f.claims(from, s)
				if err != nil {
					return err
				}
				found = append(found, claims...)
			}
			return f.report(c, found)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the findings: `text|json`")
	flags.BoolVar(&f.notes, "notes", false, "list notes, too")
	flags.StringVar(&f.against, "against", "", "compare with the saved page /api/layers in this `file`")
	flags.StringVar(&f.since, "since", "", "the earlier `snapshot` to compare with, for --against")
	from.register(cmd)
	f.sources.register(cmd)
	return cmd
}

// claims compares the snapshot with the site's list of changes.
func (f *verifyFlags) claims(from snapshots, s *model.Snapshot) ([]verify.Finding, error) {
	p, err := readPage(f.against)
	if err != nil {
		return nil, err
	}
	if p.Kind != page.KindLayers {
		return nil, &store.FileError{Name: f.against, Err: fmt.Errorf("a page of kind %s; --against needs /api/layers", p.Kind)}
	}
	since := s.Layer - 1
	var old *model.Snapshot
	if f.since != "" {
		if old, err = from.read(f.since); err != nil {
			return nil, err
		}
		since = old.Layer
	}
	claim, ok := changelog.Net(p.Changes.Layers, since, s.Layer)
	switch {
	case !ok:
		return nil, &store.FileError{Name: f.against, Err: fmt.Errorf("it does not list layer %d, the layer of the snapshot", s.Layer)}
	case old == nil:
		return verify.Against(s, claim), nil
	}
	return verify.CompareClaims(claim, report.Changelog(diff.Compare(old, s))), nil
}

// readPage reads a saved page.
func readPage(name string) (*page.Page, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &store.FileError{Name: name, Err: atomicfile.Reason(err)}
	}
	defer f.Close()
	site, err := scrape.ParseSite(defaultSite)
	if err != nil {
		return nil, err
	}
	p, err := page.Read(f, site)
	if err != nil {
		return nil, &store.FileError{Name: name, Err: atomicfile.Reason(err)}
	}
	return p, nil
}

// report prints the findings. It returns errDiffers if there are inconsistencies.
func (f *verifyFlags) report(c console, found []verify.Finding) error {
	wrong, notes := verify.Split(found)
	shown := wrong
	if f.notes {
		shown = append(shown, notes...)
	}
	if err := printFindings(c.out, shown, verify.Counts(notes), f); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return errDiffers
	}
	return nil
}

func printFindings(w io.Writer, findings []verify.Finding, notes []verify.Count, f *verifyFlags) error {
	if f.format == "json" {
		return printJSON(w, map[string]any{"findings": append([]verify.Finding{}, findings...), "notes": append([]verify.Count{}, notes...)})
	}
	var b strings.Builder
	for _, g := range verify.Groups(findings) {
		fmt.Fprintf(&b, "%s: %s\n", g.Rule, terminal.Line(g.Text))
	}
	if !f.notes {
		for _, n := range notes {
			fmt.Fprintf(&b, "note: %d of %s (--notes lists them)\n", n.Count, n.Rule)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
