package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/export/docs"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/jsonschema"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

const base = "https://github.com/tlcrawl/tlcrawl/jsonschema/"

// compiled returns the JSON Schema of a name. It loads no other documents.
func compiled(t *testing.T, name string) *validator.Schema {
	t.Helper()
	c := validator.NewCompiler()
	for _, n := range jsonschema.Names() {
		b, err := jsonschema.Document(n)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := validator.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(base+n+".json", doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(base + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, name string, document []byte) error {
	t.Helper()
	v, err := validator.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, name).Validate(v)
}

// site is the base of links.
func site(t *testing.T) *url.URL {
	t.Helper()
	u, err := scrape.ParseSite("http://sample.test")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// snapshots returns snapshots of the sample's pages, of a bare schema, and of all other
// fields.
func snapshots(t *testing.T) []*model.Snapshot {
	t.Helper()
	var list []*model.Snapshot
	for _, layer := range data.Layers() {
		s := model.New("http://sample.test", layer)
		b, _ := samplesite.Page(layer, "/schema")
		index, err := page.Read(bytes.NewReader(b), site(t))
		if err != nil {
			t.Fatal(err)
		}
		s.Layers = index.Layers
		s.Partial, s.ChecksumMismatch = []string{"/method/auth.sendCode"}, []string{"/method/auth.sendCode"}
		for _, c := range index.Schema.Constructors {
			s.AddConstructor(c)
		}
		for _, c := range index.Schema.Methods {
			s.AddMethod(c)
			if p, ok := samplePage(t, layer, "/method/"+c.Name); ok {
				s.Methods[c.Name] = p.Method
				s.Methods[c.Name].Category = "Sample"
			}
		}
		list = append(list, s)
	}
	bare, err := schema.Read(strings.NewReader("boolTrue#997275b5 = Bool;"))
	if err != nil {
		t.Fatal(err)
	}
	return append(list, bare, withEverythingElse())
}

// withEverythingElse returns a snapshot with the fields that the sample does not fill.
func withEverythingElse() *model.Snapshot {
	s := model.New("http://sample.test", 214)
	s.Methods["help.getConfig"] = &model.Method{
		Name:       "help.getConfig",
		Access:     &model.Access{Business: new(true)},
		ParamTable: []string{"lang"},
	}
	s.Constructors["config"] = &model.Constructor{Name: "config", Lines: []model.LayerLine{{Layer: 8, TL: "config = Config"}}}
	s.Announced = &model.Announced{
		Methods:      map[string]*model.Method{"help.getNext": {Name: "help.getNext", AvailableAsOf: 225}},
		Constructors: map[string]*model.Constructor{"next": {Name: "next", AvailableAsOf: 225}},
		Types:        map[string]*model.Type{"Next": {Name: "Next", AvailableAsOf: 225}},
	}
	s.Schemas = map[string]*model.Schema{
		model.SchemaMTProto:  {Combinators: []model.SchemaLine{{Kind: model.KindMethod, TL: "ping#7abe77ec ping_id:long = Pong"}}},
		model.SchemaEndToEnd: {Combinators: []model.SchemaLine{{Kind: model.KindConstructor, Layer: 8, TL: "noop = Noop"}}},
	}
	s.ErrorTable = &model.ErrorTable{
		Errors:            []model.TableError{},
		BusinessSupported: []string{"help.getConfig"},
		UnauthedAllowed:   []string{"help.getConfig"},
		Other:             map[string]json.RawMessage{"notes": json.RawMessage(`{"a":[1]}`)},
	}
	return s
}

func samplePage(t *testing.T, layer int, path string) (*page.Page, bool) {
	t.Helper()
	b, ok := samplesite.Page(layer, path)
	if !ok {
		return nil, false
	}
	p, err := page.Read(bytes.NewReader(b), site(t))
	if err != nil {
		t.Fatal(err)
	}
	return p, true
}

// All output of tlcrawl is valid.
func TestValid(t *testing.T) {
	all := snapshots(t)
	for _, s := range all {
		var b bytes.Buffer
		if err := model.Encode(&b, s); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "snapshot", b.Bytes()); err != nil {
			t.Errorf("snapshot of layer %d: %v", s.Layer, err)
		}
	}
	for _, s := range all {
		var b bytes.Buffer
		if err := docs.JSON(&b, s); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "docs", b.Bytes()); err != nil {
			t.Errorf("descriptions of layer %d: %v", s.Layer, err)
		}
	}
	r := diff.Compare(all[0], all[1])
	accepted := diff.Accepted{r.Changes[0].ID: "expected"}
	for why, r := range map[string]*diff.Report{"changes": r, "nothing": diff.Compare(all[0], all[0]), "accepted ones": r.Without(accepted)} {
		var b bytes.Buffer
		if err := report.JSON(&b, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "report", b.Bytes()); err != nil {
			t.Errorf("report of %s: %v", why, err)
		}
	}
}

func TestValidLines(t *testing.T) {
	for _, path := range []string{"/schema", "/methods", "/api/layers", "/api/errors.json", "/method/upload.getFile", "/constructor/auth.sentCode", "/type/auth.SentCode"} {
		p, _ := samplePage(t, 203, path)
		line, err := page.NewLine("page.html", p, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := line.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "parse", b.Bytes()); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	missing, err := page.NewLine("page.html", nil, &page.MissingPageError{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := missing.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := validate(t, "parse", b.Bytes()); err != nil {
		t.Errorf("a stub: %v", err)
	}
}

// Documents that tlcrawl rejects or never writes are not valid.
func TestInvalid(t *testing.T) {
	const rooms = `"source":"","layer":1,"constructors":{},"types":{}`
	for _, tc := range []struct{ why, name, document string }{
		{"another version", "snapshot", `{"schema_version":2,` + rooms + `,"methods":{}}`},
		{"a collection is missing", "snapshot", `{"schema_version":1,` + rooms + `}`},
		{"an unknown field", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{},"x":1}`},
		{"a name that is a path", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{"../x":{"name":"../x"}}}`},
		{"an id of seven digits", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{"a":{"name":"a","id":"1234567"}}}`},
		{"a code that is not a number", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{"a":{"name":"a","errors":[{"code":"400","type":"X"}]}}}`},
		{"an announced method with an id", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{},"announced":{"methods":{"a":{"name":"a","available_as_of":2,"id":"12345678"}}}}`},
		{"an announced type without a layer", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{},"announced":{"types":{"A":{"name":"A"}}}}`},
		{"an unknown schema", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{},"schemas":{"x":{"combinators":[]}}}`},
		{"a schema's line without a kind", "snapshot", `{"schema_version":1,` + rooms + `,"methods":{},"schemas":{"mtproto":{"combinators":[{"tl":"a = A"}]}}}`},
		{"an invalid level", "report", `{"old":{"source":"","layer":1},"new":{"source":"","layer":1},"summary":{"total":1,"levels":{},"kinds":{},"rules":{}},"changes":[{"rule":"x","level":"bad","kind":"method","name":"a","text":"a","id":"0123456789ab"}]}`},
		{"a page of an unknown kind", "parse", `{"file":"a","kind":"blog","layer":null,"layers":[],"entity":null}`},
		{"a stub with an entity", "parse", `{"file":"a","kind":"missing","layer":null,"layers":[],"entity":{}}`},
	} {
		if err := validate(t, tc.name, []byte(tc.document)); err == nil {
			t.Errorf("%s: is valid", tc.why)
		}
	}
}

func TestDocument(t *testing.T) {
	if _, err := jsonschema.Document("../model"); err == nil {
		t.Error("an invalid name was accepted")
	}
	if !slices.Contains(jsonschema.Names(), "report") {
		t.Error("the report is not published")
	}
}
