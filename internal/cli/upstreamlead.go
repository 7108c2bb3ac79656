package cli

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// leadTimes is what `upstream status --lead` prints.
type leadTimes struct {
	Layers []upstream.Lead  `json:"layers"`
	Ahead  []upstream.Ahead `json:"ahead"`
}

// printLead prints which source had which layer when: a table, JSON, or an SVG.
func (c console) printLead(folder store.Folder, sources []upstream.Source, asJSON, asSVG bool) error {
	list, err := upstream.Leads(folder, sources)
	if err != nil {
		return err
	}
	times := leadTimes{list, upstream.Summarize(list)}
	switch {
	case asSVG:
		return upstream.LeadPlot(c.out, list)
	case asJSON:
		return printJSON(c.out, times)
	case len(list) == 0:
		_, err := fmt.Fprintln(c.err, "tlcrawl: no layer is in the histories of two sources; `tlcrawl import` adds what was before, from git")
		return err
	}
	return times.print(c.out)
}

func (t leadTimes) print(w io.Writer) error {
	sites, sources := upstream.Names(t.Layers)
	names := slices.Concat(sources, sites)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "layer")
	for _, name := range names {
		fmt.Fprintf(table, "\t%s", terminal.Line(name))
	}
	fmt.Fprintln(table)
	for _, l := range t.Layers {
		fmt.Fprint(table, l.Layer)
		for _, name := range names {
			fmt.Fprint(table, "\t", leadCell(l, name))
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, a := range t.Ahead {
		_, err := fmt.Fprintf(w, "%s had %d of %d layers before %s, by %.1f days in the median\n", terminal.Line(a.Source), a.First, a.Layers, terminal.Line(a.Site), a.Median)
		if err != nil {
			return err
		}
	}
	return nil
}

// leadCell is the day on which a source had a layer, and how many days after the first.
func leadCell(l upstream.Lead, name string) string {
	i := slices.IndexFunc(l.Seen, func(a upstream.Arrival) bool { return a.Source == name })
	if i < 0 {
		return "-"
	}
	a := l.Seen[i]
	text := a.Time.Format("2006-01-02")
	if a.Days > 0 {
		text += fmt.Sprintf(" +%.1f", a.Days)
	}
	if a.OrEarlier {
		text += " or earlier"
	}
	return text
}
