package diff_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// site gives the pages of the sample without a network.
type site struct{ layer int }

func (s site) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	b, ok := data.Page(s.layer, strings.ReplaceAll(r.Path, "%20", " "))
	if !ok {
		return nil, &scrape.PageError{URL: r.Path, Err: &scrape.StubError{}}
	}
	return &scrape.Response{Body: b, Status: 200}, nil
}

// sample crawls both layers of the sample site.
func sample(t testing.TB) (old, new *model.Snapshot) {
	t.Helper()
	var sides []*model.Snapshot
	for _, layer := range data.Layers() {
		r, err := scrape.Crawl(context.Background(), site{layer}, scrape.Options{Site: "http://sample.test", Kinds: model.Kinds, Tries: 1})
		if err != nil {
			t.Fatal(err)
		}
		sides = append(sides, r.Snapshot)
	}
	return sides[0], sides[1]
}

// TestEveryRuleOccurs: the sample shows every row of the table, so that the demo is
// a tour of them.
func TestEveryRuleOccurs(t *testing.T) {
	type row struct {
		rule  string
		level diff.Level
	}
	seen := map[row]bool{}
	for _, c := range diff.Compare(sample(t)).Changes {
		seen[row{c.Rule, c.Level}] = true
	}
	for _, r := range diff.Rules {
		if !seen[row{r.ID, r.Level}] {
			t.Errorf("no change of the sample is told by the rule %s (%s)", r.ID, r.Level)
		}
	}
}

// TestRules: an ID with a condition names one row, of a level that there is.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range diff.Rules {
		if key := r.ID + " " + r.When; seen[key] {
			t.Errorf("two rows for %s", key)
		} else {
			seen[key] = true
		}
		if !diff.Docs.AtLeast(r.Level) && !r.Level.AtLeast(diff.Docs) {
			t.Errorf("%s: no level %q", r.ID, r.Level)
		}
	}
}

// TestOrder: level, kind, name; the same snapshots give the same report.
func TestOrder(t *testing.T) {
	old, new := sample(t)
	r := diff.Compare(old, new)
	level := map[diff.Level]int{diff.Breaking: 0, diff.Compatible: 1, diff.Docs: 2}
	kind := map[model.Kind]int{model.KindMethod: 0, model.KindConstructor: 1, model.KindType: 2, diff.KindError: 3, diff.KindLayer: 4}
	for i := 1; i < len(r.Changes); i++ {
		a, b := r.Changes[i-1], r.Changes[i]
		if level[a.Level] > level[b.Level] ||
			a.Level == b.Level && (kind[a.Kind] > kind[b.Kind] || a.Kind == b.Kind && a.Name > b.Name) {
			t.Errorf("out of order:\n%s\n%s", a.Text, b.Text)
		}
	}
	if d := cmp.Diff(r.Changes, diff.Compare(old, new).Changes, cmp.AllowUnexported(diff.Change{})); d != "" {
		t.Errorf("compared again, another report:\n%s", d)
	}
}

// TestJSON: the report as programs read it.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := diff.JSON(&b, diff.Compare(sample(t))); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Old, New struct {
			Source string
			Layer  int
		}
		Summary struct {
			Total  int
			Levels map[string]int
		}
		Changes []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Old.Layer != 186 || got.New.Layer != 203 || got.New.Source != "http://sample.test" {
		t.Errorf("sides %+v, %+v", got.Old, got.New)
	}
	if got.Summary.Total != len(got.Changes) || got.Summary.Levels["breaking"] == 0 {
		t.Errorf("summary %+v for %d changes", got.Summary, len(got.Changes))
	}
	for _, c := range got.Changes {
		for _, field := range []string{"rule", "level", "kind", "name", "text", "id"} {
			if s, _ := c[field].(string); s == "" {
				t.Errorf("a change without %s: %v", field, c)
			}
		}
	}
	if strings.Contains(b.String(), `\u003c`) {
		t.Error("Vector<T> is escaped for HTML, which JSON is not")
	}
}

// TestColour: marks in a pipe, colours on a terminal, the same words.
func TestColour(t *testing.T) {
	r := diff.Compare(sample(t))
	var plain, coloured bytes.Buffer
	if err := diff.Text(&plain, r, diff.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := diff.Text(&coloured, r, diff.TextOptions{Color: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("escape sequences without colour")
	}
	if !strings.Contains(coloured.String(), "\x1b[31m") || strings.Contains(coloured.String(), "{+") {
		t.Error("colour was asked for, and marks were printed")
	}
}

func BenchmarkCompare(b *testing.B) {
	old, new := sample(b)
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(old, new)
	}
}
