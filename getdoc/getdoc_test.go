package getdoc_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

const document = `{
 "index": {"layer": 203, "categories": []},
 "constructors": {"nearestDc": {"name": "nearestDc", "description": ["Where the caller is."], "fields": {"country": {"name": "country", "description": "Two letters, see ISO¹", "links": ["https://example.org"]}}}},
 "types": {"#": {"name": "#"}, "NearestDc": {"name": "NearestDc"}},
 "methods": {
  "help.getNearestDc": {"name": "help.getNearestDc", "description": ["Ask for it¹²."], "errors": [{"code": 400, "type": "CONNECTION_API_ID_INVALID", "description": "Wrong id."}]},
  "account.getPasskeys": {"name": "account.getPasskeys"}},
 "errors": {}
}`

func read(t *testing.T, text string) *model.Snapshot {
	t.Helper()
	s, err := getdoc.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	s := read(t, document)
	want := &model.Method{
		Name: "help.getNearestDc", Description: "Ask for it.", Documented: new(true),
		Errors: []model.Error{{Code: 400, Type: "CONNECTION_API_ID_INVALID", Description: "Wrong id."}},
	}
	if d := cmp.Diff(want, s.Methods["help.getNearestDc"]); d != "" {
		t.Error(d)
	}
	if s.Layer != 203 || *s.Methods["account.getPasskeys"].Documented || s.Constructors["nearestDc"].Params[0].Description != "Two letters, see ISO" {
		t.Errorf("layer %d, %+v", s.Layer, s.Constructors["nearestDc"])
	}
}

func TestReadRejects(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		is        error
	}{
		{"no index", `{"methods": {}}`, getdoc.ErrNoDocument},
		{"not JSON", `hello`, nil},
		{"a stub, as in real files", `{"index": {"layer": 1}, "methods": {"Page not found": {}}}`, nil},
		{"a name that is a path", `{"index": {"layer": 1}, "methods": {"../x": {}}}`, nil},
		{"a code that is not a number", `{"index": {"layer": 1}, "methods": {"a": {"errors": [{"code": "400"}]}}}`, nil},
	} {
		if s, err := getdoc.Read(strings.NewReader(tc.text)); err == nil || tc.is != nil && !errors.Is(err, tc.is) {
			t.Errorf("%s: %v", tc.why, err)
		} else if s != nil {
			t.Errorf("%s: an error, but also a snapshot", tc.why)
		}
	}
}

// Information missing from getdoc files is not reported as a change.
func TestNoChange(t *testing.T) {
	full, err := schema.Read(strings.NewReader("nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc;\n---functions---\n" +
		"help.getNearestDc#1fb33026 = NearestDc;\naccount.getPasskeys#ea1f0c52 = account.Passkeys;\n// LAYER 203\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := diff.Compare(read(t, document), full); len(r.Changes) > 0 {
		t.Errorf("%+v", r.Changes)
	}
	other := strings.Replace(document, "Wrong id.", "The id is wrong.", 1)
	if r := diff.Compare(read(t, document), read(t, other)); len(r.Changes) != 1 || r.Changes[0].Rule != "error-description-changed" {
		t.Errorf("%+v", r.Changes)
	}
}

// TestSeam checks that a snapshot and its getdoc file have the same content.
func TestSeam(t *testing.T) {
	_, full := difftest.Sample(t)
	var b strings.Builder
	if _, err := getdoc.Write(&b, full); err != nil {
		t.Fatal(err)
	}
	written := read(t, b.String())
	for _, r := range []*diff.Report{diff.Compare(written, full), diff.Compare(full, written)} {
		for _, c := range r.Changes {
			if c.Kind != diff.KindLayer {
				t.Errorf("%s: %q, %q", c.Text, c.Old, c.New)
			}
		}
	}
}
