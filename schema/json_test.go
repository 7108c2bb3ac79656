package schema_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/schema"
)

// The site's JSON schema gives the same lines as its text schema.
func TestReadJSON(t *testing.T) {
	s, err := schema.ReadJSON(strings.NewReader(`{
	 "constructors": [
	  {"id": "-1132882121", "predicate": "boolFalse", "params": [], "type": "Bool"},
	  {"id": "481674261", "predicate": "vector", "params": [], "type": "Vector t"},
	  {"id": "-1910892683", "predicate": "nearestDc", "params": [{"name": "country", "type": "string"}, {"name": "this_dc", "type": "int"}, {"name": "nearest_dc", "type": "int"}], "type": "NearestDc"}
	 ],
	 "methods": [
	  {"id": "-627372787", "method": "invokeWithLayer", "params": [{"name": "layer", "type": "int"}, {"name": "query", "type": "!X"}], "type": "X"},
	  {"id": "227648840", "method": "users.getUsers", "params": [{"name": "id", "type": "Vector<InputUser>"}], "type": "Vector<User>"}
	 ]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `---types---

boolFalse#bc799737 = Bool;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc;

---functions---

invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;
users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;
`
	if d := cmp.Diff(want, write(t, s)); d != "" {
		t.Error(d)
	}
}

func TestReadJSONRejects(t *testing.T) {
	for _, tc := range []struct{ why, text, field string }{
		{"an id that is not a number", `{"constructors": [{"id": "bc799737", "predicate": "boolFalse", "type": "Bool"}]}`, "constructors[0]"},
		{"an id that is too large", `{"constructors": [{"id": "99999999999", "predicate": "boolFalse", "type": "Bool"}]}`, "constructors[0]"},
		{"a name that is a path", `{"methods": [{"id": "1", "method": "../x", "type": "Bool"}]}`, "methods[0]"},
		{"a predicate and a method at once", `{"methods": [{"id": "1", "method": "a", "predicate": "b", "type": "Bool"}]}`, "methods[0]"},
		{"two methods of a name", `{"methods": [{"id": "1", "method": "a", "type": "Bool"}, {"id": "2", "method": "a", "type": "Bool"}]}`, "methods[1]"},
		{"nothing", `{"constructors": [], "methods": []}`, ""},
	} {
		_, err := schema.ReadJSON(strings.NewReader(tc.text))
		var entry *schema.EntryError
		switch {
		case tc.field == "" && !errors.Is(err, schema.ErrNoSchema):
			t.Errorf("%s: %v", tc.why, err)
		case tc.field != "" && (!errors.As(err, &entry) || entry.Field != tc.field):
			t.Errorf("%s: %v, want field %s", tc.why, err, tc.field)
		}
	}
}
