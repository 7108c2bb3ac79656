package index_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// records is a folder whose second snapshot lacks a method and has another id of one.
func records(t *testing.T) *index.Index {
	t.Helper()
	f := store.Dir(t.TempDir())
	for i, id := range []string{"0000000a", "0000000b"} {
		s := model.New("https://"+site, 200+i)
		s.Methods["auth.check"] = &model.Method{Name: "auth.check", ID: id, TL: "auth.check#" + id + " = Bool", Result: "Bool"}
		s.Types["Bool"] = &model.Type{Name: "Bool"}
		if i == 0 {
			s.Methods["auth.gone"] = &model.Method{Name: "auth.gone", ID: "0000000c", TL: "auth.gone#0000000c = Bool", Result: "Bool"}
		}
		s.Schemas = map[string]*model.Schema{model.SchemaMTProto: {Combinators: []model.SchemaLine{{Kind: model.KindMethod, TL: "ping#7abe77ec ping_id:long = Pong"}}}}
		keep(t, f, s, i)
	}
	return open(t, f)
}

func TestLookup(t *testing.T) {
	x := records(t)
	for _, c := range []struct{ why, name, want string }{
		{"a name", "auth.check", "api method auth.check 0000000b 200@2026-01-01 201@2026-01-02 true"},
		{"a name of another schema", "ping", "mtproto method ping 7abe77ec 200@2026-01-01 201@2026-01-02 true"},
		{"an id", "0000000b", "api method auth.check 0000000b 200@2026-01-01 201@2026-01-02 true"},
		{"an id as programs write it", "0x0000000B", "api method auth.check 0000000b 200@2026-01-01 201@2026-01-02 true"},
		{"an earlier id", "0000000a", "api method auth.check 0000000b 200@2026-01-01 201@2026-01-02 true"},
		{"what is gone", "auth.gone", "api method auth.gone 0000000c 200@2026-01-01 200@2026-01-01 false"},
		{"nothing", "auth.none", ""},
		{"an id that nothing has", "ffffffff", ""},
		{"SQL", "' OR 1 = 1 --", ""},
	} {
		found, err := x.Lookup(t.Context(), c.name)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(found); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.why, c.name, got, c.want)
		}
		for _, r := range found {
			if !strings.Contains(string(r.Definition), r.Name) {
				t.Errorf("%s: the definition is %q", c.why, r.Definition)
			}
		}
	}
}

func TestRecords(t *testing.T) {
	x := records(t)
	for _, c := range []struct {
		why           string
		filter        index.RecordFilter
		limit, offset int
		want          string
	}{
		{"all, by schema, kind and name", index.RecordFilter{}, 9, 0, "auth.check auth.gone Bool ping"},
		{"of a schema", index.RecordFilter{Schema: "api"}, 9, 0, "auth.check auth.gone Bool"},
		{"of a kind", index.RecordFilter{Kind: "type"}, 9, 0, "Bool"},
		{"with a prefix", index.RecordFilter{Prefix: "auth."}, 9, 0, "auth.check auth.gone"},
		{"a prefix is no pattern", index.RecordFilter{Prefix: "auth%"}, 9, 0, ""},
		{"current ones", index.RecordFilter{Schema: "api", Current: true}, 9, 0, "auth.check Bool"},
		{"the first ones", index.RecordFilter{}, 1, 0, "auth.check"},
		{"the next ones", index.RecordFilter{}, 2, 1, "auth.gone Bool"},
		{"none are left", index.RecordFilter{}, 2, 4, ""},
	} {
		list, err := x.Records(t.Context(), c.filter, c.limit, c.offset)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, r := range list {
			names = append(names, r.Name)
		}
		if d := cmp.Diff(c.want, strings.Join(names, " ")); d != "" || list == nil {
			t.Errorf("%s: %s", c.why, d)
		}
	}
}

func lines(list []index.Record) string {
	var out []string
	for _, r := range list {
		current := "false"
		if r.Current {
			current = "true"
		}
		out = append(out, strings.Join([]string{r.Schema, r.Kind, r.Name, r.ID, r.FirstSeen.Snapshot, r.LastSeen.Snapshot, current}, " "))
	}
	return strings.Join(out, "\n")
}
