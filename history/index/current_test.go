package index_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// with is a snapshot with a method of that line, and without it where the line is empty.
func withLine(layer int, tl string) *model.Snapshot {
	s := model.New("https://"+site, layer)
	if c, err := model.ParseCombinator(tl); err == nil {
		s.AddMethod(c)
	}
	return s
}

func TestCurrentSince(t *testing.T) {
	const a, b, c = "a.m id:int = Bool", "a.m id:long = Bool", "a.m flags:# x:flags.0?true id:int = Bool"
	for _, tc := range []struct {
		why, since, sinceLine string
		orEarlier             bool
		lines                 []string
	}{
		{"from the start", "200@2026-01-01", "200@2026-01-01", true, []string{a, a}},
		{"later", "201@2026-01-02", "201@2026-01-02", false, []string{"", a, a}},
		{"with another line", "200@2026-01-01", "202@2026-01-03", true, []string{a, a, b}},
		{"with another line, and back", "200@2026-01-01", "202@2026-01-03", true, []string{a, b, a}},
		{"with a flag", "200@2026-01-01", "201@2026-01-02", true, []string{a, c, c}},
		{"a gap of one night", "200@2026-01-01", "202@2026-01-03", true, []string{a, "", a}},
		{"gone and back", "203@2026-01-04", "203@2026-01-04", false, []string{a, "", "", a}},
		{"gone", "", "", false, []string{a, ""}},
	} {
		f := store.Dir(t.TempDir())
		for i, line := range tc.lines {
			keep(t, f, withLine(200+i, line), i)
		}
		list, err := open(t, f).Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, e := range list {
			if e.Kind == model.KindMethod {
				got = append(got, fmt.Sprint(e.Name, " ", e.TL, " ", e.Since.Snapshot, " ", e.Since.OrEarlier, " ", e.SinceLine.Snapshot))
			}
		}
		want := []string{}
		if tc.since != "" {
			want = append(want, fmt.Sprint("a.m ", tc.lines[len(tc.lines)-1], " ", tc.since, " ", tc.orEarlier, " ", tc.sinceLine))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

// Whatever changes, the list is that of the newest snapshot.
func TestCurrentIsNewest(t *testing.T) {
	f := store.Dir(t.TempDir())
	r := newRandom(5)
	for day := range 12 {
		s := r.next()
		s.Lacks = nil
		if s.Schemas == nil {
			s.Schemas = map[string]*model.Schema{model.SchemaEndToEnd: {}}
		}
		keep(t, f, s, day)
		want := map[string]bool{}
		for name, m := range s.Methods {
			want["api "+name+" "+m.TL] = true
		}
		for name, c := range s.Constructors {
			want["api "+name+" "+c.TL] = true
		}
		for name := range s.Types {
			want["api "+name+" "] = true
		}
		if s.Announced != nil {
			for name := range s.Announced.Methods {
				want["api "+name+" "] = true
			}
		}
		for _, l := range s.Schemas[model.SchemaEndToEnd].Combinators {
			want[model.SchemaEndToEnd+" "+l.Name()+" "+l.TL] = true
		}
		x := open(t, f)
		list, err := x.Current(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, e := range list {
			got[e.Schema+" "+e.Name+" "+e.TL] = true
			if e.AvailableAsOf > 0 != (s.Announced != nil && s.Announced.Methods[e.Name] != nil) {
				t.Errorf("day %d: %s is available as of %d", day, e.Name, e.AvailableAsOf)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("day %d: %s", day, d)
		}
		if newest, ok, err := x.Newest(t.Context()); err != nil || !ok || newest.Layer != s.Layer || newest.Place != day {
			t.Errorf("day %d: the newest is %+v, %v", day, newest, err)
		}
	}
}
