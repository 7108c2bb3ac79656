package page_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// realPages is a folder of pages as the site served them, next to the module.
const realPages = "../../shared/pages"

// realPage reads one of them; the test is skipped if they are missing.
func realPage(t *testing.T, file string) (*page.Page, error) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("no real pages: %v", err)
	}
	return page.Read(bytes.NewReader(b), &url.URL{Scheme: "https", Host: "corefork.telegram.org"})
}

// Every real page, from seven periods, is read as the entity of its address, at the layer
// of its folder, with the parameters of its own line.
func TestReadRealPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(realPages, "layer-*", "*", "[mct]*", "*.html"))
	if err != nil || len(files) == 0 {
		t.Skipf("no real pages: %v", err)
	}
	for _, file := range files {
		layer, address, _ := strings.Cut(strings.TrimPrefix(file, realPages+"/layer-"), "/")
		kind := page.Kind(filepath.Base(filepath.Dir(address)))
		name := strings.TrimSuffix(filepath.Base(address), ".html")
		t.Run(layer+"/"+name, func(t *testing.T) {
			p, err := realPage(t, file)
			var missing *page.MissingPageError
			if layer == "none" && errors.As(err, &missing) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if layer == "none" {
				layer = "0"
			}
			if p.Kind != kind || p.Name != name || fmt.Sprint(p.Layer) != layer {
				t.Errorf("got %s %s of layer %d", p.Kind, p.Name, p.Layer)
			}
			checkParams(t, p)
		})
	}
}

// checkParams compares the table of a page with its line.
func checkParams(t *testing.T, p *page.Page) {
	t.Helper()
	var (
		tl     string
		listed []model.Param
	)
	switch p.Kind {
	case page.KindMethod:
		tl, listed = p.Method.TL, p.Method.Params
	case page.KindConstructor:
		tl, listed = p.Constructor.TL, p.Constructor.Params
	default:
		return
	}
	if tl == "" {
		return // a page of another layer, or of none
	}
	c, err := model.ParseCombinator(tl)
	if err != nil {
		t.Fatal(err)
	}
	bare := slices.Clone(listed)
	for i := range bare {
		bare[i].Description = ""
	}
	if diff := cmp.Diff(c.Params, bare); diff != "" {
		t.Errorf("the line and the parameters differ (-line +table)\n%s", diff)
	}
}

// One real page is read with the expected counts.
func TestReadRealResendCode(t *testing.T) {
	p, err := realPage(t, realPages+"/layer-133/corefork.telegram.org/method/auth.resendCode.html")
	if err != nil {
		t.Fatal(err)
	}
	if p.Layer != 133 || len(p.Layers) != 46 {
		t.Errorf("layer %d of %d, want 133 of 46", p.Layer, len(p.Layers))
	}
	for _, l := range p.Layers {
		if l.Title == "" {
			t.Errorf("layer %d has no title", l.Layer)
		}
	}
	m := p.Method
	const tl = "auth.resendCode#3ef1a9bf phone_number:string phone_code_hash:string = auth.SentCode"
	if m.TL != tl || m.ID != "3ef1a9bf" || m.Result != "auth.SentCode" {
		t.Errorf("got %q, id %s, result %s; want %q", m.TL, m.ID, m.Result, tl)
	}
	if len(m.Params) != 2 || m.Params[0].Name != "phone_number" || m.Params[1].Name != "phone_code_hash" {
		t.Errorf("parameters: %+v", m.Params)
	}
	if len(m.Errors) != 4 || m.Errors[3] != (model.Error{Code: 406, Type: "SEND_CODE_UNAVAILABLE"}) {
		t.Errorf("want four errors, the last a 406 SEND_CODE_UNAVAILABLE without description: %+v", m.Errors)
	}
	if m.Access != nil {
		t.Errorf("want access for users and bots: %+v", m.Access)
	}
}
