package latest

import (
	"fmt"
	"io"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// writeReport writes the report that was stored with the snapshot. A snapshot that was
// stored without one is compared with the one before.
func writeReport(w io.Writer, f store.Folder, e store.Entry, s *model.Snapshot) error {
	if b, err := f.ReadSibling(e, "report.md"); err == nil && len(b) > 0 {
		_, err := w.Write(b)
		return err
	}
	before, err := previous(f, e)
	switch {
	case err != nil:
		return err
	case before == nil:
		return writeBaseline(w, s)
	}
	return report.Markdown(w, diff.Compare(before, s), report.Options{})
}

// previous reads the snapshot before an entry: the newest one that can be read, nil if
// there is none.
func previous(f store.Folder, e store.Entry) (*model.Snapshot, error) {
	kept, err := f.Entries(e.Site)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(kept, func(k store.Entry) bool { return k.Name() == e.Name() && k.Time.Equal(e.Time) })
	for _, older := range slices.Backward(kept[:max(at, 0)]) {
		if s, err := f.Read(older); err == nil {
			return s, nil
		}
	}
	return nil, nil
}

// writeBaseline describes a snapshot that has none before it.
func writeBaseline(w io.Writer, s *model.Snapshot) error {
	_, err := fmt.Fprintf(w, "# Layer %d: the baseline\n\nSnapshot of %s: %d methods, %d constructors, %d types.\nThere is no earlier one to compare it with.\n",
		s.Layer, prose.Escape(s.Source), len(s.Methods), len(s.Constructors), len(s.Types))
	return err
}
