package data_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

const address = "http://sample.test"

// pageOf reads a page of the sample.
func pageOf(t *testing.T, layer int, path string) *page.Page {
	t.Helper()
	text, ok := samplesite.Page(layer, path)
	if !ok {
		t.Fatalf("layer %d has no page %s", layer, path)
	}
	site, err := scrape.ParseSite(address)
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Read(strings.NewReader(string(text)), site)
	if err != nil {
		t.Fatalf("layer %d, %s: %v", layer, path, err)
	}
	return p
}

// source gets pages of a layer from the handler, without a network.
type source struct {
	http.Handler
	layer int
}

func (s source) Get(_ context.Context, q scrape.Request) (*scrape.Response, error) {
	r := httptest.NewRequest(http.MethodGet, q.Path, nil)
	r.AddCookie(&http.Cookie{Name: "stel_dev_layer", Value: strconv.Itoa(s.layer)})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return &scrape.Response{Body: w.Body.Bytes(), Status: w.Code}, nil
}

// crawl returns a snapshot of every page of a layer.
func crawl(t *testing.T, layer int) *scrape.Result {
	t.Helper()
	result, err := scrape.Crawl(t.Context(), source{data.Handler(), layer}, scrape.Options{
		Site: address, Layer: layer, Kinds: model.Kinds, Schemas: true, MaxAttempts: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestLayers checks the layers of the sample, which the demo prints.
func TestLayers(t *testing.T) {
	if got, want := data.Layers(), []int{186, 203}; !slices.Equal(got, want) {
		t.Errorf("Layers() = %v, want %v", got, want)
	}
	if _, ok := samplesite.Page(187, "/schema"); ok {
		t.Error("a page exists at layer 187, which is not in the sample")
	}
}

// TestEveryPageSaysWhatItIs checks that each page listed in the schema has its layer, its
// name and its kind.
func TestEveryPageSaysWhatItIs(t *testing.T) {
	for _, layer := range data.Layers() {
		schema := pageOf(t, layer, "/schema")
		if schema.Kind != page.KindSchema || schema.Layer != layer {
			t.Errorf("/schema is of kind %s and layer %d, want layer %d", schema.Kind, schema.Layer, layer)
		}
		if p := pageOf(t, layer, "/methods"); p.Kind != page.KindMethods {
			t.Errorf("/methods is of kind %s", p.Kind)
		}
		check := func(kind model.Kind, name, id string) {
			path := "/" + string(kind) + "/" + name
			if path == "/method/account.getPaidMessagesRevenue" {
				return // the method without a page
			}
			p := pageOf(t, layer, path)
			if p.Kind != page.Kind(kind) || p.Name != name || p.Layer != layer {
				t.Errorf("%s of layer %d is %s %s of layer %d", path, layer, p.Kind, p.Name, p.Layer)
			}
			if got := idOf(p); got != id {
				t.Errorf("%s has the id %s, but %s in the schema", path, got, id)
			}
			if !slices.Equal(p.Layers, schema.Layers) {
				t.Errorf("%s has another list of layers than /schema", path)
			}
		}
		for _, c := range schema.Schema.Constructors {
			check(model.KindConstructor, c.Name, c.ID)
			check(model.KindType, c.Result, "")
		}
		for _, c := range schema.Schema.Methods {
			check(model.KindMethod, c.Name, c.ID)
		}
	}
}

func idOf(p *page.Page) string {
	switch p.Kind {
	case page.KindMethod:
		return p.Method.ID
	case page.KindConstructor:
		return p.Constructor.ID
	default:
		return ""
	}
}

// TestCrawl crawls the sample with package scrape: only intentionally missing pages are not
// found.
func TestCrawl(t *testing.T) {
	tests := []struct {
		layer               int
		methods             int
		constructors, types int
		undocumented        []string
	}{
		{186, 15, 30, 18, []string{"/method/webViewResultUrl"}},
		{203, 16, 42, 23, []string{"/method/account.getPaidMessagesRevenue", "/method/auth.sendCall", "/method/webViewResultUrl"}},
	}
	for _, test := range tests {
		r := crawl(t, test.layer)
		s := r.Snapshot
		if len(s.Methods) != test.methods || len(s.Constructors) != test.constructors || len(s.Types) != test.types {
			t.Errorf("layer %d has %d methods, %d constructors and %d types, want %d, %d and %d", test.layer,
				len(s.Methods), len(s.Constructors), len(s.Types), test.methods, test.constructors, test.types)
		}
		if !slices.Equal(r.Undocumented, test.undocumented) {
			t.Errorf("layer %d: not documented are %q, want %q", test.layer, r.Undocumented, test.undocumented)
		}
	}
}

// TestResultsAreThere checks that the result of a method has a page, even if the types of
// its parameters are left out of the sample.
func TestResultsAreThere(t *testing.T) {
	for _, layer := range data.Layers() {
		for _, m := range pageOf(t, layer, "/schema").Schema.Methods {
			if slices.Contains(m.Generics, m.Result) {
				continue
			}
			result := strings.TrimSuffix(strings.TrimPrefix(m.Result, "Vector<"), ">")
			if _, ok := samplesite.Page(layer, "/type/"+result); !ok {
				t.Errorf("layer %d: %s returns %s, which has no page", layer, m.Name, m.Result)
			}
		}
	}
}
