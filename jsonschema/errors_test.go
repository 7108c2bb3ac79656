package jsonschema_test

import (
	"bytes"
	"testing"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// The table of errors is valid, whatever its source.
func TestValidErrors(t *testing.T) {
	s := snapshots(t)[1]
	if p, ok := samplePage(t, 203, "/api/errors.json"); ok && p.Kind == page.KindErrors {
		s.ErrorTable = p.ErrorTable
	}
	s.Methods["auth.sendCode"].Errors = append(s.Methods["auth.sendCode"].Errors, model.Error{Code: 420, Type: "FLOOD_WAIT_%d"})
	for _, from := range []export.Source{export.Pages, export.Site, export.Both} {
		table, err := export.New(s, export.Options{From: from})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := export.JSON(&b, table); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "errors", b.Bytes()); err != nil {
			t.Errorf("%s: %v", from, err)
		}
	}
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	if err := validate(t, "snapshot", b.Bytes()); err != nil {
		t.Errorf("a snapshot with a table: %v", err)
	}
}
