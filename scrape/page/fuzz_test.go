package page_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Whatever the bytes: reading them does not panic, and refuses them for one of four
// reasons or gives a line that is JSON, the same each time, whose names can be names.
func FuzzRead(f *testing.F) {
	for _, p := range savedPages(f) {
		f.Add(p.markup)
	}
	f.Add([]byte(stub))
	f.Add([]byte("<html><body></body></html>"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, markup []byte) {
		line, err := lineOf(markup)
		if err != nil {
			checkReason(t, err)
			return
		}
		if !json.Valid(line) || bytes.Count(line, []byte("\n")) != 1 {
			t.Fatalf("no line of JSON: %q", line)
		}
		if again, err := lineOf(markup); err != nil || !bytes.Equal(line, again) {
			t.Fatalf("read twice:\n%s\n%s\n%v", line, again, err)
		}
		if p, err := page.Read(bytes.NewReader(markup), site); err == nil {
			for _, name := range namesOn(p) {
				if err := model.CheckName(name); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// checkReason makes sure that a page was refused for a reason that Read names.
func checkReason(t *testing.T, err error) {
	t.Helper()
	var (
		stub    *page.MissingPageError
		cut     *page.TruncatedError
		foreign *page.UnexpectedPageError
		layout  *page.LayoutError
	)
	if !errors.As(err, &stub) && !errors.As(err, &cut) && !errors.As(err, &foreign) && !errors.As(err, &layout) {
		t.Errorf("refused for %T: %v", err, err)
	}
	if err.Error() == "" {
		t.Errorf("%T says nothing", err)
	}
}

// namesOn are the names on a page that end up in addresses and files.
func namesOn(p *page.Page) []string {
	var names []string
	switch p.Kind {
	case page.KindMethod:
		names = append(names, p.Name, p.Method.Name)
	case page.KindConstructor:
		names = append(names, p.Name, p.Constructor.Name)
	case page.KindType:
		names = append(names, p.Name, p.Type.Name)
		names = append(names, p.Type.Constructors...)
		names = append(names, p.Type.Methods...)
	case page.KindSchema:
		for _, c := range p.Schema.Constructors {
			names = append(names, c.Name)
		}
		for _, c := range p.Schema.Methods {
			names = append(names, c.Name)
		}
	case page.KindMethods:
		for _, c := range p.Methods.Categories {
			names = append(names, c.Methods...)
		}
	}
	return names
}
