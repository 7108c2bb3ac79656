package index_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

var anID = regexp.MustCompile(`^[0-9a-f]{8}$`)

// The index says of every name what a walk over the snapshots says.
func TestLogIsLogOf(t *testing.T) {
	old, new := difftest.Sample(t)
	r := newRandom(3)
	for why, list := range map[string][]*model.Snapshot{
		"the sample, there and back": {old, new, old},
		"random":                     {r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next()},
		"schemas":                    difftest.Small(t),
	} {
		var snapshots []history.Snapshot
		names := map[string]bool{"no.such.name": true}
		for i, s := range list {
			snapshots = append(snapshots, history.Snapshot{Name: fmt.Sprintf("%d@%s", s.Layer, day(i).Format("2006-01-02")), Layer: s.Layer, Time: day(i),
				Load: func() (*model.Snapshot, error) { return s, nil }})
			if i > 0 {
				for _, c := range diff.Compare(list[i-1], s).Changes {
					names[c.Name], names[c.Old], names[c.Error] = true, true, true
				}
			}
		}
		delete(names, "")
		x, err := index.Of(t.Context(), snapshots)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for name := range model.Sorted(names) {
			if n++; n%25 != 0 && len(names) > 200 || anID.MatchString(name) { // LogOf compares all snapshots again
				continue
			}
			want, err := history.LogOf(t.Context(), snapshots, name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := x.Log(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			// The index knows the other schemas as well, and what was renamed.
			want.Known = want.Known || len(want.Events) > 0
			if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(diff.Change{}), cmpopts.EquateEmpty()); d != "" && (want.Known || len(got.Events) > 0) {
				t.Fatalf("%s: %s: -LogOf +Log\n%s", why, name, d)
			}
		}
		x.Close()
	}
}

// A step of the index is the report of the two snapshots.
func TestSteps(t *testing.T) {
	old, new := difftest.Sample(t)
	list := []*model.Snapshot{old, new, new, old}
	f := store.Dir(t.TempDir())
	for i, s := range list {
		s := *s
		s.Source = "https://" + site
		keep(t, f, &s, i)
		list[i] = &s
	}
	var got []*diff.Report
	if err := open(t, f).Steps(t.Context(), func(s index.Step) error {
		got = append(got, s.Report)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for i := range list[1:] {
		want := diff.Compare(list[i], list[i+1])
		if d := cmp.Diff(want, got[i+1], cmpopts.IgnoreUnexported(diff.Change{}), cmpopts.EquateEmpty()); d != "" {
			t.Errorf("step %d: -Compare +Steps\n%s", i+1, d)
		}
	}
}

// An id means what had it last, under whatever name it was before.
func TestLogByID(t *testing.T) {
	f := store.Dir(t.TempDir())
	for i, name := range []string{"auth.check", "auth.check", "auth.checkCode"} {
		s := model.New("https://"+site, 200)
		s.Methods[name] = &model.Method{Name: name, ID: "cae47523", TL: name + "#cae47523 code:string = Bool", Result: "Bool",
			Params: []model.Param{{Name: "code", Type: "string"}}, Description: fmt.Sprint(i), Documented: new(true)}
		keep(t, f, s, i)
	}
	x := open(t, f)
	for _, c := range []struct {
		why, name string
		events    int
		known     bool
	}{
		{"an id", "cae47523", 2, true},
		{"as programs print it", "0xCAE47523", 2, true},
		{"the new name", "auth.checkCode", 2, true},
		{"the old name", "auth.check", 2, true},
		{"no id of anything", "00000000", 0, false},
		{"an empty name", "", 0, false},
		{"a name with a quote", "'; DROP TABLE _changes; --", 0, false},
	} {
		log, err := x.Log(t.Context(), c.name)
		if err != nil || len(log.Events) != c.events || log.Known != c.known {
			t.Errorf("%s: %+v, %v", c.why, log, err)
		}
	}
}
