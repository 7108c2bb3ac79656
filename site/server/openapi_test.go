package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site/server"
	"github.com/tlcrawl/tlcrawl/store"
)

// description is what the tests need of an OpenAPI document.
type description struct {
	Paths map[string]struct {
		Get struct {
			ID         string      `json:"operationId"`
			Parameters []parameter `json:"parameters"`
			Responses  map[string]response
		}
	}
	Components struct {
		Parameters map[string]parameter
		Responses  map[string]response
	}
}

type parameter struct {
	Ref      string `json:"$ref"`
	Name, In string
	Example  any
	Required bool
}

type response struct {
	Ref     string `json:"$ref"`
	Content map[string]any
}

// api is a server with its description.
type api struct {
	h       http.Handler
	doc     description
	schemas *validator.Compiler
}

const document = "https://localhost/openapi.json"

func newAPI(t *testing.T, f store.Folder) *api {
	t.Helper()
	a := &api{h: start(t, f, server.Options{}).Handler(), schemas: validator.NewCompiler()}
	w := get(a.h, "/api/v1/openapi.json")
	if err := json.Unmarshal(w.Body.Bytes(), &a.doc); err != nil {
		t.Fatal(err)
	}
	doc, err := validator.UnmarshalJSON(w.Body)
	if err == nil {
		err = a.schemas.AddResource(document, doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	a.schemas.DefaultDraft(validator.Draft2020)
	a.schemas.AssertFormat()
	return a
}

// pointer makes a JSON pointer.
func pointer(parts ...string) string {
	for i, p := range parts {
		parts[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(p))
	}
	return document + "#/" + strings.Join(parts, "/")
}

// valid checks an answer against the schema that the description has for it.
func (a *api) valid(t *testing.T, path string, status int, kind string, body []byte) {
	t.Helper()
	code := fmt.Sprint(status)
	at := []string{"paths", path, "get", "responses", code}
	r, ok := a.doc.Paths[path].Get.Responses[code]
	if name, is := strings.CutPrefix(r.Ref, "#/components/responses/"); is {
		at, r = []string{"components", "responses", name}, a.doc.Components.Responses[name]
	}
	if !ok || r.Content[kind] == nil {
		t.Errorf("%s: an answer %s of type %s is not described", path, code, kind)
		return
	}
	schema, err := a.schemas.Compile(pointer(append(at, "content", kind, "schema")...))
	if err != nil {
		t.Fatal(err)
	}
	v, err := validator.UnmarshalJSON(bytes.NewReader(body))
	if err == nil {
		err = schema.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v in\n%.600s", path, err, body)
	}
}

// address fills the parameters of a path with their examples; want selects those of the
// query.
func (a *api) address(t *testing.T, path string, want func(parameter) bool) string {
	t.Helper()
	q := url.Values{}
	for _, p := range a.doc.Paths[path].Get.Parameters {
		if name, is := strings.CutPrefix(p.Ref, "#/components/parameters/"); is {
			p = a.doc.Components.Parameters[name]
		}
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(fmt.Sprint(p.Example)))
		case p.Required || want(p) && p.Example != nil:
			q.Set(p.Name, fmt.Sprint(p.Example))
		}
	}
	if strings.Contains(path, "{") {
		t.Errorf("%s: a part of the path is not described", path)
	}
	return "/api/v1" + path + "?" + q.Encode()
}

// TestOpenAPI checks that every path of the description answers as described: without
// parameters, with each of them, and with all.
func TestOpenAPI(t *testing.T) {
	a := newAPI(t, sample(t))
	if len(a.doc.Paths) < 12 {
		t.Fatalf("%d paths", len(a.doc.Paths))
	}
	ids := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(a.doc.Paths)) {
		wants := []func(parameter) bool{func(parameter) bool { return false }, func(parameter) bool { return true }}
		for _, one := range a.doc.Paths[path].Get.Parameters {
			wants = append(wants, func(p parameter) bool { return p.Name == one.Name })
		}
		for _, want := range wants {
			address := a.address(t, path, want)
			w := get(a.h, address)
			if w.Code != 200 {
				t.Errorf("%s: %d %s", address, w.Code, w.Body)
				continue
			}
			a.valid(t, path, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes())
		}
		id := a.doc.Paths[path].Get.ID
		if id == "" || ids[id] {
			t.Errorf("%s: the operation %q has no id of its own", path, id)
		}
		ids[id] = true
	}
}

// TestOpenAPIIsComplete checks that the description has every path that answers, and that
// the answers are about what was asked for.
func TestOpenAPIIsComplete(t *testing.T) {
	a := newAPI(t, sample(t))
	for _, path := range server.Paths() {
		if _, ok := a.doc.Paths[path]; !ok {
			t.Errorf("%s is not described", path)
		}
	}
	for path, has := range map[string]string{
		"/sites": `"layer": 203`, "/snapshots": `"186@2026-01-01"`, "/snapshots/186": `"layer": 186`, "/layers": `"layer": 186`,
		"/entities?kind=method&prefix=a&limit=1": `"next_offset": 1`, "/entities?current=true&kind=type": `"current": true`,
		"/entities/auth.sendCode": `"definition": {`, "/history/auth.sendCode": `"rule": "`, "/errors?code=420": `"code": 420`,
		"/errors/FLOOD_WAIT_42": `FLOOD_WAIT_%d`, "/changes/latest~1...latest?only=methods,breaking&except=param-removed": `"level": "breaking"`,
		"/search?q=send+code": `"auth.sendCode"`,
	} {
		if w := get(a.h, "/api/v1"+path); w.Code != 200 || !strings.Contains(w.Body.String(), has) {
			t.Errorf("%s: %d without %s: %.300s", path, w.Code, has, w.Body)
		}
	}
	if w := get(a.h, "/api/v1/changes/latest~1...latest?only=methods,breaking"); strings.Contains(w.Body.String(), `"level": "docs"`) {
		t.Error("a filter has no effect")
	}
}

// TestProblems checks that errors are described ones, and say what would be right.
func TestProblems(t *testing.T) {
	a := newAPI(t, sample(t))
	long := strings.Repeat("x", 300)
	for _, c := range []struct {
		path, address string
		status        int
		says          string
	}{
		{"/snapshots", "/snapshots?site=other.test", 404, "sample.test"},
		{"/snapshots/{name}", "/snapshots/300", 404, "/api/v1/snapshots lists them"},
		{"/snapshots/{name}", "/snapshots/a%2F186", 404, "no such snapshot"},
		{"/entities", "/entities?kind=word", 400, "method, constructor, type"},
		{"/entities", "/entities?limit=0", 400, "from 1 to 5000"},
		{"/entities", "/entities?limit=x", 400, "from 1 to 5000"},
		{"/entities", "/entities?offset=-1", 400, "a number"},
		{"/entities", "/entities?schema=x", 400, "mtproto"},
		{"/entities", "/entities?current=1", 400, "true, false"},
		{"/entities", "/entities?limit=1;2%zz", 400, "query"},
		{"/entities/{name}", "/entities/none.such", 404, "none.such"},
		{"/entities/{name}", "/entities/" + long, 400, "200 bytes"},
		{"/history/{name}", "/history/none.such", 404, "none.such"},
		{"/errors", "/errors?code=x", 400, "a number"},
		{"/errors", "/errors?method=%5B", 400, "pattern"},
		{"/errors/{message}", "/errors/NONE_SUCH", 404, "NONE_SUCH"},
		{"/changes/{pair}", "/changes/186", 400, "214...latest"},
		{"/changes/{pair}", "/changes/186...300", 404, "no such snapshot"},
		{"/changes/{pair}", "/changes/186...203?only=everything", 400, "everything"},
		{"/search", "/search", 400, "no words"},
		{"/search", "/search?q=" + long, 400, "200 bytes"},
		{"/search", "/search?q=a&limit=101", 400, "from 1 to 100"},
	} {
		w := get(a.h, "/api/v1"+c.address)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %s, want %d with %q", c.address, w.Code, w.Body, c.status, c.says)
		}
		a.valid(t, c.path, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes())
	}
	for _, path := range []string{"/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/sites"} {
		if w := get(a.h, path); w.Code != 404 || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), "openapi.json") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// TestSeveralSites checks that a site must be chosen where there are several.
func TestSeveralSites(t *testing.T) {
	f := sample(t)
	other, _ := difftest.Sample(t)
	other.Source = "https://core.telegram.org"
	other.Methods["only.here"] = &model.Method{Name: "only.here", TL: "only.here = Bool", Result: "Bool"}
	keep(t, f, other, 3)
	a := newAPI(t, f)
	for path := range a.doc.Paths {
		address := a.address(t, path, func(parameter) bool { return false })
		w := get(a.h, address)
		switch free := path == "/sites" || path == "/openapi.json"; {
		case free && w.Code != 200:
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		case !free && w.Code != 400 && w.Code != 404:
			t.Errorf("%s: %d, and no site was chosen", address, w.Code)
		}
		if w = get(a.h, address+"&site=sample.test"); w.Code != 200 {
			t.Errorf("%s of a site: %d %s", address, w.Code, w.Body)
		}
		a.valid(t, path, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes())
	}
	if w := get(a.h, "/api/v1/entities/only.here?site=core.telegram.org"); w.Code != 200 {
		t.Errorf("of the other site: %d %s", w.Code, w.Body)
	}
	if w := get(a.h, "/api/v1/entities/only.here?site=sample.test"); w.Code != 404 {
		t.Errorf("of the site that does not have it: %d", w.Code)
	}
	if w := get(a.h, "/api/v1/changes/"+url.PathEscape("sample.test/186...core.telegram.org/latest")); w.Code != 200 || !strings.Contains(w.Body.String(), "only.here") {
		t.Errorf("across sites: %d %.300s", w.Code, w.Body)
	}
}

// TestRepository checks that a site need not be chosen if all others are repositories.
func TestRepository(t *testing.T) {
	f := sample(t)
	other, _ := difftest.Sample(t)
	other.Source = "https://github.com/example/schema"
	keep(t, f, other, 3)
	h := start(t, f, server.Options{}).Handler()
	for _, path := range []string{"/api/v1/snapshots", "/api/v1/errors", "/api/v1/search?q=send"} {
		if w := get(h, path); w.Code != 200 || strings.Contains(w.Body.String(), "github.com") {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body)
		}
	}
	if w := get(h, "/api/v1/snapshots?site=github.com/example/schema"); w.Code != 200 || !strings.Contains(w.Body.String(), `"186@2026-01-03"`) {
		t.Errorf("of the repository: %d %s", w.Code, w.Body)
	}
}
