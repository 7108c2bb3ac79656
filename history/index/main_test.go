package index_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

const site = "corefork.telegram.org"

// day is when the snapshot of that number was taken.
func day(n int) time.Time { return time.Date(2026, 1, 1+n, 3, 0, 0, 0, time.UTC) }

// keep stores a snapshot of a day.
func keep(t testing.TB, f store.Folder, s *model.Snapshot, n int) store.Entry {
	t.Helper()
	e, err := f.Next(s, day(n))
	if err == nil {
		err = f.Write(e, s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// open opens the index of a folder until the test ends.
func open(t testing.TB, f store.Folder) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), f, site, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// tables are what users may rely on.
var tables = []string{"snapshots", "changes", "entities", "ids", "errors", "error_methods",
	"(SELECT kind, name, words, params, description FROM texts ORDER BY name, kind, description)"}

// dump prints everything that users can ask for.
func dump(t testing.TB, x *index.Index) string {
	t.Helper()
	var b strings.Builder
	for _, table := range tables {
		fmt.Fprintf(&b, "== %s\n", table)
		b.WriteString(query(t, x, "SELECT * FROM "+table))
	}
	damaged, err := x.Unreadable(t.Context())
	fmt.Fprintln(&b, damaged, err)
	since, err := x.SinceAll(t.Context())
	fmt.Fprintln(&b, since, err) // fmt sorts maps
	return b.String()
}

func query(t testing.TB, x *index.Index, sql string) string {
	t.Helper()
	var b strings.Builder
	err := x.Query(t.Context(), sql, func(names []string) error {
		fmt.Fprintln(&b, strings.Join(names, "|"))
		return nil
	}, func(values []any) error {
		for i, v := range values {
			if i > 0 {
				b.WriteByte('|')
			}
			if v != nil {
				fmt.Fprint(&b, v)
			}
		}
		b.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// random makes up snapshots that differ a little from one to the next.
type random struct {
	*rand.Rand
	version map[string]int // of what is there, by kind and name; 0 is gone
}

func newRandom(seed uint64) *random {
	return &random{rand.New(rand.NewPCG(seed, 7)), map[string]int{}}
}

// next changes a few things, and returns what there is.
func (r *random) next() *model.Snapshot {
	for range 3 {
		key := fmt.Sprintf("%s %d", []string{"method", "constructor", "page", "table", "announced", "line"}[r.IntN(6)], r.IntN(6))
		r.version[key] = r.IntN(4)
	}
	s := model.New("https://"+site, 200+r.IntN(2))
	if r.IntN(5) > 0 {
		s.ErrorTable = &model.ErrorTable{}
	}
	if r.IntN(4) > 0 {
		s.Schemas = map[string]*model.Schema{model.SchemaEndToEnd: {}}
	}
	if r.IntN(6) == 0 {
		s.Lacks = []string{model.LacksAnnounced}
	} else {
		s.Announced = &model.Announced{Methods: map[string]*model.Method{}}
	}
	for key, v := range model.Sorted(r.version) {
		if v > 0 {
			r.put(s, key, v)
		}
	}
	if s.Announced != nil && len(s.Announced.Methods) == 0 {
		s.Announced = nil
	}
	return s
}

func (r *random) put(s *model.Snapshot, key string, v int) {
	kind, n, _ := strings.Cut(key, " ")
	name := "space.thing" + n
	switch kind {
	case "method":
		tl := fmt.Sprintf("%s#%08x id:int = Thing", name, v)
		s.Methods[name] = &model.Method{Name: name, TL: tl, ID: fmt.Sprintf("%08x", v), Result: "Thing", Params: []model.Param{{Name: "id", Type: "int", Description: "Which"}},
			Description: fmt.Sprintf("Gets thing %s in way %d.", n, v/2), Documented: new(true)}
	case "constructor":
		name = "thing" + n
		tl := fmt.Sprintf("%s#%s%07x id:int = Thing", name, n, v)
		s.Constructors[name] = &model.Constructor{Name: name, TL: tl, ID: fmt.Sprintf("%s%07x", n, v), Type: "Thing", Params: []model.Param{{Name: "id", Type: "int"}}}
		s.Types["Thing"] = &model.Type{Name: "Thing", Constructors: slices.Sorted(maps.Keys(s.Constructors))}
	case "page":
		for _, m := range model.Sorted(s.Methods) {
			m.Errors = append(m.Errors, model.Error{Code: 400, Type: "THING_" + n, Description: strings.Repeat("Wrong. ", v)})
		}
	case "table":
		if s.ErrorTable != nil {
			e := model.TableError{Code: 400, Type: "THING_" + n, Description: "In the table."}
			if v > 1 {
				e.Methods = []string{"space.thing1", "space.thing2"}[:v-1]
			}
			s.ErrorTable.Errors = append(s.ErrorTable.Errors, e)
		}
	case "announced":
		name = "space.coming" + n
		if s.Announced != nil {
			s.Announced.Methods[name] = &model.Method{Name: name, AvailableAsOf: 200 + v, Description: "Is coming.", Documented: new(true)}
		}
	case "line":
		if e := s.Schemas[model.SchemaEndToEnd]; e != nil {
			e.Combinators = append(e.Combinators, model.SchemaLine{Kind: model.KindConstructor, Layer: 8 * v, TL: fmt.Sprintf("secret%s#%08x = Secret", n, v)})
		}
	}
}
