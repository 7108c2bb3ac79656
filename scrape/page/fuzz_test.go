package page_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// FuzzRead checks that reading arbitrary bytes does not panic, and either fails with one of
// four errors or gives a line of JSON, the same each time, with valid names.
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
			t.Fatalf("not a line of JSON: %q", line)
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

// checkReason checks that Read failed with a documented error.
func checkReason(t *testing.T, err error) {
	t.Helper()
	var (
		stub    *page.MissingPageError
		cut     *page.TruncatedError
		foreign *page.UnexpectedPageError
		layout  *page.LayoutError
	)
	if !errors.As(err, &stub) && !errors.As(err, &cut) && !errors.As(err, &foreign) && !errors.As(err, &layout) {
		t.Errorf("failed with %T: %v", err, err)
	}
	if err.Error() == "" {
		t.Errorf("%T has no message", err)
	}
}

// namesOn returns the names on a page that are used in addresses and file names.
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
