package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
)

// readsBack checks that the official format of two snapshots, parsed, gives the same
// changes.
func readsBack(t *testing.T, old, new *model.Snapshot) {
	t.Helper()
	want := report.Changelog(diff.Compare(old, new))
	var b bytes.Buffer
	if err := changelog.Markdown(&b, want); err != nil {
		t.Fatal(err)
	}
	var got changelog.Layer
	var list *[]changelog.Entry
	var kind model.Kind
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if heading, ok := strings.CutPrefix(line, "#### "); ok {
			of, what, _ := strings.Cut(heading, " ")
			list = map[string]*[]changelog.Entry{"New": &got.New, "Changed": &got.Changed, "Deleted": &got.Deleted}[of]
			kind = model.Kind(strings.ToLower(strings.TrimSuffix(what, "s")))
			continue
		}
		item, ok := strings.CutPrefix(line, "- ")
		if !ok {
			continue
		}
		read := changelog.Name
		if list == &got.Changed {
			read = changelog.Change
		}
		e, ok := read(changelog.Words(item))
		if !ok {
			t.Errorf("not parsed: %s", line)
		}
		e.Kind = kind
		*list = append(*list, e)
	}
	for _, l := range []*[]changelog.Entry{&want.New, &want.Changed, &want.Deleted} {
		for i := range *l { // not part of the format
			e := &(*l)[i]
			e.Params = nil
			for j := range e.Added {
				e.Added[j].Type = ""
			}
			for j := range e.Removed {
				e.Removed[j].Type = ""
			}
		}
	}
	want.Layer = 0
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("layer %d to %d: %s", old.Layer, new.Layer, d)
	}
}

func TestOfficialSample(t *testing.T) {
	old, new := difftest.Sample(t)
	readsBack(t, old, new)
}

// TestOfficialOfEveryLayer parses what is printed for each layer and the next.
func TestOfficialOfEveryLayer(t *testing.T) {
	layers := difftest.Layers(t)
	for i := 1; i < len(layers); i++ {
		readsBack(t, layers[i-1], layers[i])
	}
}
