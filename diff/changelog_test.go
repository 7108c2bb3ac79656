package diff_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// readsBack holds what the official format prints of two snapshots against what it
// was printed from.
func readsBack(t *testing.T, old, new *model.Snapshot) {
	t.Helper()
	want := diff.Changelog(diff.Compare(old, new))
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
			t.Errorf("not understood: %s", line)
		}
		e.Kind = kind
		*list = append(*list, e)
	}
	for _, l := range []*[]changelog.Entry{&want.New, &want.Changed, &want.Deleted} {
		for i := range *l { // what the wording does not say
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

func TestOfficialSample(t *testing.T) { readsBack(t, first(sample(t)), second(sample(t))) }

func first(a, _ *model.Snapshot) *model.Snapshot  { return a }
func second(_, b *model.Snapshot) *model.Snapshot { return b }

// A page may be behind /schema, or ahead of it: whichever of the two lines changes, it
// is told.
func TestPageBehindSchema(t *testing.T) {
	const short, long = "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>", "users.getUsers#0a0b0c0d id:Vector<InputUser> hash:long = Vector<User>"
	with := func(page, schema string) *model.Snapshot {
		s := model.New("https://sample.test", 214)
		c, err := model.ParseCombinator(page)
		if err != nil {
			t.Fatal(err)
		}
		s.AddMethod(c)
		s.Methods[c.Name].SchemaTL = schema
		return s
	}
	for _, tc := range []struct {
		why      string
		old, new *model.Snapshot
		want     string
	}{
		{"the schema goes ahead", with(short, ""), with(short, long), "param-added"},
		{"the page goes ahead", with(short, ""), with(long, short), "param-added"},
		{"both go", with(short, ""), with(long, ""), "param-added"},
		{"the page follows", with(short, long), with(long, ""), "param-added"},
		{"nothing moves", with(short, long), with(short, long), ""},
	} {
		var rules []string
		for _, c := range diff.Compare(tc.old, tc.new).Changes {
			rules = append(rules, c.Rule)
		}
		if got := strings.Join(rules, " "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
