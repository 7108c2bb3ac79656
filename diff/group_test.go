package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// methods returns a snapshot with the same method under several names.
func methods(t *testing.T, method string, names ...string) *model.Snapshot {
	t.Helper()
	var list []string
	for _, name := range names {
		list = append(list, fmt.Sprintf("%q: %s", name, strings.ReplaceAll(method, "NAME", name)))
	}
	return difftest.Snapshot(t, `{"methods": {`+strings.Join(list, ", ")+`}}`)
}

// TestGroup checks that equal changes of three entities have a common group, and others
// none.
func TestGroup(t *testing.T) {
	const (
		plain      = `{"documented": true, "tl": "NAME x:int = Bool", "category": "A"}`
		error400   = `{"documented": true, "tl": "NAME x:int = Bool", "category": "A", "errors": [{"code": 400, "type": "E", "description": "Words."}]}`
		category   = `{"documented": true, "tl": "NAME x:int = Bool", "category": "B"}`
		conditions = `{"documented": true, "tl": "NAME flags:# x:int y:flags.0?int = Bool", "category": "A"}`
	)
	for _, c := range []struct {
		why      string
		old, new *model.Snapshot
		rules    string // of the changes with a group
	}{
		{"three", methods(t, plain, "a.b", "a.c", "a.d"), methods(t, error400, "a.b", "a.c", "a.d"), "error-added error-added error-added"},
		{"two are too few", methods(t, plain, "a.b", "a.c"), methods(t, error400, "a.b", "a.c"), ""},
		{"documentation as well", methods(t, plain, "a.b", "a.c", "a.d"), methods(t, category, "a.b", "a.c", "a.d"), "category-changed category-changed category-changed"},
		{"not changes with consequences, nor the consequences", methods(t, plain, "a.b", "a.c", "a.d"), methods(t, conditions, "a.b", "a.c", "a.d"), ""},
		{"not whole entities", methods(t, plain), methods(t, plain, "a.b", "a.c", "a.d"), ""},
		{"not layers", &model.Snapshot{Layers: []model.Layer{{Layer: 1}}}, &model.Snapshot{Layers: []model.Layer{{Layer: 1}, {Layer: 2}, {Layer: 3}, {Layer: 4}}}, ""},
		{"not announcements", methods(t, plain, "a.a"), announcing(methods(t, plain, "a.a"), "a.b", "a.c", "a.d"), ""},
	} {
		var rules []string
		ids := map[string]bool{}
		for _, ch := range diff.Compare(c.old, c.new).Changes {
			if ch.Group != "" {
				rules = append(rules, ch.Rule)
				ids[ch.Group] = true
			}
		}
		if got := strings.Join(rules, " "); got != c.rules || len(ids) > 1 {
			t.Errorf("%s: %d groups of %q, want %q", c.why, len(ids), got, c.rules)
		}
	}
}

func announcing(s *model.Snapshot, names ...string) *model.Snapshot {
	s.Announced = &model.Announced{Methods: map[string]*model.Method{}}
	for _, name := range names {
		s.Announced.Methods[name] = &model.Method{Name: name, Documented: new(true), AvailableAsOf: 300}
	}
	return s
}

// TestGroupOfPart checks that a filtered report with too few equal changes has no group of
// them.
func TestGroupOfPart(t *testing.T) {
	const plain, category = `{"documented": true, "tl": "NAME = Bool"}`, `{"documented": true, "tl": "NAME = Bool", "category": "B"}`
	r := diff.Compare(methods(t, plain, "a.b", "a.c", "b.b"), methods(t, category, "a.b", "a.c", "b.b"))
	part, err := r.Filter(diff.Filter{Name: "a.*"})
	if err != nil || len(part.Changes) != 2 || part.Changes[0].Group != "" || r.Changes[0].Group == "" {
		t.Errorf("%v: %+v of %+v", err, part.Changes, r.Changes)
	}
}

// TestRepeatedErrors checks that an error that is listed twice is compared by position.
func TestRepeatedErrors(t *testing.T) {
	page := func(descriptions ...string) *model.Snapshot {
		var list []string
		for _, d := range descriptions {
			list = append(list, fmt.Sprintf(`{"code": 400, "type": "E", "description": %q}`, d))
		}
		return methods(t, `{"documented": true, "tl": "NAME = Bool", "errors": [`+strings.Join(list, ", ")+`]}`, "a.b")
	}
	for _, c := range []struct {
		why      string
		old, new *model.Snapshot
		want     string
	}{
		{"the second one", page("One.", "Two."), page("One.", "Other."), "error-description-changed Two. Other."},
		{"the third one", page("One.", "Two.", "Three."), page("One.", "Two.", "Other."), "error-description-changed Three. Other."},
		{"once more", page("One."), page("One.", "Two."), "error-added  Two."},
		{"once less", page("One.", "Two.", "Three."), page("One.", "Two."), "error-removed Three. "},
	} {
		var got []string
		for _, ch := range diff.Compare(c.old, c.new).Changes {
			got = append(got, ch.Rule+" "+ch.Old+" "+ch.New)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestTableOfRemovedMethods checks that the rows of the error table of a method that was added
// to or removed from the schema are not changes.
func TestTableOfRemovedMethods(t *testing.T) {
	table := func(s *model.Snapshot, methods, users []string) *model.Snapshot {
		s.ErrorTable = &model.ErrorTable{UserOnly: users, BusinessSupported: append([]string{"z"}, users...), UnauthedAllowed: append([]string{"z"}, users...),
			Errors: []model.TableError{{Code: 400, Type: "E", Methods: methods}}}
		return s
	}
	const plain = `{"tl": "NAME x:int = Bool"}`
	for _, c := range []struct {
		why      string
		old, new *model.Snapshot
		want     string
	}{
		{"removed with the schema", table(methods(t, plain, "a.b", "a.c"), []string{"a.b", "a.c"}, []string{"a.b"}), table(methods(t, plain, "a.c"), []string{"a.c"}, nil), "method-removed"},
		{"added with the schema", table(methods(t, plain, "a.c"), []string{"a.c"}, nil), table(methods(t, plain, "a.b", "a.c"), []string{"a.b", "a.c"}, []string{"a.b"}), "method-added"},
		{"removed from the table only", table(methods(t, plain, "a.b", "a.c"), []string{"a.b", "a.c"}, []string{"a.b"}), table(methods(t, plain, "a.b", "a.c"), []string{"a.c"}, nil),
			"table-access-changed table-business-removed table-unauthed-removed table-methods-removed"},
		{"from any method to one", table(methods(t, plain, "a.b"), nil, nil), table(methods(t, plain, "a.b"), []string{"a.b"}, nil), "table-methods-removed table-methods-added"},
		{"any method, unchanged", table(methods(t, plain, "a.b"), nil, nil), table(methods(t, plain, "a.b"), nil, nil), ""},
	} {
		var rules []string
		for _, ch := range diff.Compare(c.old, c.new).Changes {
			rules = append(rules, ch.Rule)
		}
		if got := strings.Join(rules, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestBusinessIsKnown checks that access over business connections is compared only if both
// snapshots have it.
func TestBusinessIsKnown(t *testing.T) {
	const silent, says = `{"documented": true, "tl": "NAME = Bool", "access": {"users": true}}`, `{"documented": true, "tl": "NAME = Bool", "access": {"users": true, "business": true}}`
	for _, c := range []struct {
		why      string
		old, new *model.Snapshot
	}{
		{"an older snapshot", methods(t, silent, "a.b"), methods(t, says, "a.b")},
		{"in the other direction", methods(t, says, "a.b"), methods(t, silent, "a.b")},
	} {
		if r := diff.Compare(c.old, c.new); len(r.Changes) > 0 {
			t.Errorf("%s: %s", c.why, r.Changes[0].Text)
		}
	}
}

// TestDirectionOfSchemaLine checks that the line of /schema counts if the page is outdated.
func TestDirectionOfSchemaLine(t *testing.T) {
	const page = `{"methods": {"a.send": {"tl": "a.send x:Old = Bool", "schema_tl": "a.send x:New = Bool"}},
		"constructors": {"old": {"tl": "old id:int = Old"}, "new": {"tl": "new id:int = New"}}}`
	old := difftest.Snapshot(t, page)
	now := difftest.Snapshot(t, strings.ReplaceAll(page, "id:int", "id:long"))
	directions := map[string]diff.Direction{}
	for _, ch := range diff.Compare(old, now).Changes {
		directions[ch.Name] = ch.Direction
	}
	if directions["new"] != diff.Sent || directions["old"] != "" {
		t.Errorf("%v", directions)
	}
}
