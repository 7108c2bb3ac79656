package main

import (
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

// verifyFlags say what a snapshot is held against, and how it is told.
type verifyFlags struct {
	format, against, since string
	notes                  bool
}

func newVerify(c console) *cobra.Command {
	var f verifyFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "verify SNAPSHOT",
		Short: "Hold a snapshot against itself: every CRC32, every reference",
		Long: `Verify makes sure that the id of every combinator is the CRC32 of its line, that the
line of a page is that of /schema, that the tables of parameters are what the lines
say, that every type is built by something, that every condition looks at a field of
flags and no bit says two things. It exits with 1 where anything cannot be right.

What can be right is counted, by its kind, and listed with --notes: bits of flags that
several fields share or that are out of order, what no page describes, where the pages
of the methods and the site's own table of errors disagree.

--against takes a saved /api/layers and holds what the site says there of the layer
against the snapshot. With --since OLD, an earlier snapshot, the site's claims for all
layers in between and the difference of the two are laid side by side.`,
		Example: `  tlcrawl verify today.json
  tlcrawl verify today.json --notes
  tlcrawl verify today.json --against layers.html --since old.json
  tlcrawl verify api.tl --format json`,
		Args: exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.format != "text" && f.format != "json" {
				return usage(cmd, fmt.Errorf("--format %q is not known; the formats are text, json", f.format))
			}
			if f.since != "" && f.against == "" {
				return usage(cmd, fmt.Errorf("--since says from where on the claims of --against count: give both"))
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
			return f.tell(c, found)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the findings: `text|json`")
	flags.BoolVar(&f.notes, "notes", false, "list what can be right, too")
	flags.StringVar(&f.against, "against", "", "the saved page /api/layers, a `file`, to hold the snapshot against")
	flags.StringVar(&f.since, "since", "", "the earlier `snapshot` from which on the claims of --against count")
	from.register(cmd)
	return cmd
}

// claims holds the snapshot against what the site says of its layer.
func (f *verifyFlags) claims(from snapshots, s *model.Snapshot) ([]verify.Finding, error) {
	p, err := readPage(f.against)
	if err != nil {
		return nil, err
	}
	if p.Kind != page.KindLayers {
		return nil, &store.FileError{Name: f.against, Err: fmt.Errorf("a page of kind %s; --against wants the page /api/layers", p.Kind)}
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
		return nil, &store.FileError{Name: f.against, Err: fmt.Errorf("it says nothing of layer %d, which the snapshot is of", s.Layer)}
	case old == nil:
		return verify.Against(s, claim), nil
	}
	return verify.Beside(claim, report.Changelog(diff.Compare(old, s))), nil
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

// tell prints the findings, and returns errDiffers where there is one.
func (f *verifyFlags) tell(c console, found []verify.Finding) error {
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
	for _, f := range findings {
		fmt.Fprintf(&b, "%s: %s\n", f.Rule, terminal.Line(f.Text))
	}
	if !f.notes {
		for _, n := range notes {
			fmt.Fprintf(&b, "note: %d of %s (--notes lists them)\n", n.Count, n.Rule)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
