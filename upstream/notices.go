package upstream

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// notices makes Messages of what a run reports.
type notices struct {
	o           Options
	source      Source
	history     []store.Entry // after the run
	provisional []string      // snapshots of it
}

// notify passes on a notice of the run.
func (n *notices) notify(ctx context.Context, notice nightly.Notice) error {
	if n.o.Notify == nil {
		return nil
	}
	m := Message{Source: n.source.Name, Text: notice.Text, Report: notice.Report, Trouble: notice.Trouble}
	if notice.Report != nil {
		m.Text = n.title(stem(path.Base(strings.ReplaceAll(notice.Snapshot, `\`, "/"))))
	}
	return n.o.Notify(ctx, m)
}

// title says which revision a snapshot is.
func (n *notices) title(snapshot string) string {
	text := named(Revision(n.history, snapshot))
	if slices.Contains(n.provisional, snapshot) {
		text += ", provisional"
	}
	return text
}

// remarks brings the list of provisional revisions up to date, and reports the first
// snapshot, and revisions that the site has confirmed since the last run.
func (n *notices) remarks(m, before *nightly.Manifest, newest *model.Snapshot) []string {
	var err error
	if n.history, err = n.o.Folder.Entries(n.source.Site()); err != nil {
		return nil // the run itself fails for the same reason
	}
	var confirmed []string
	if n.source.Against != AgainstNone {
		confirmed = n.settle(m, before, newest)
	}
	m.Provisional = n.provisional
	if m.Outcome == nightly.First {
		return []string{n.title(stem(m.Snapshot)) + ": first snapshot"}
	}
	return confirmed
}

// settle looks for the provisional revisions, the newest of each layer, in the histories of
// sites, and returns a text about each that is there now. A revision of a layer that the
// site has left behind stays unconfirmed for ever, and is no longer looked for.
func (n *notices) settle(m, before *nightly.Manifest, newest *model.Snapshot) (texts []string) {
	sites, err := openSites(n.o.Folder)
	if err != nil {
		return nil
	}
	var known []string
	if before != nil {
		known = before.Provisional
	}
	current := stem(m.Snapshot)
	candidates := known
	if before == nil || stem(before.Snapshot) != current {
		layer, _ := Revision(n.history, current)
		candidates = slices.DeleteFunc(slices.Clone(known), func(name string) bool {
			l, _ := Revision(n.history, name)
			return l == layer
		})
		candidates = append(candidates, current)
	}
	for _, name := range candidates {
		layer, revision := Revision(n.history, name)
		lines := n.source.lines(newest)
		if name != current {
			if lines = n.linesOf(name); lines == nil {
				continue
			}
		}
		confirmation := sites.confirms(n.source, layer, lines)
		switch {
		case confirmation == nil && (name == current || !sites.past(layer)):
			n.provisional = append(n.provisional, name)
		case confirmation != nil && slices.Contains(known, name):
			texts = append(texts, fmt.Sprintf("%s: confirmed by %s", named(layer, revision), confirmation.Site))
		}
	}
	return texts
}

// linesOf reads the lines of a snapshot of the history; nil if it is gone or damaged.
func (n *notices) linesOf(name string) lines {
	for _, e := range n.history {
		if e.Stem() != name {
			continue
		}
		if s, err := n.o.Folder.Read(e); err == nil {
			return n.source.lines(s)
		}
	}
	return nil
}

// stem is the name of a snapshot's file without its form, as in store.Entry.Stem.
func stem(file string) string {
	name, _, _ := strings.Cut(file, ".json")
	return name
}
