package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/export/docs"
	"github.com/tlcrawl/tlcrawl/jsonschema"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// full returns snapshots with everything that generators read: pages, the site's error
// table, and the MTProto schema.
func full(t *testing.T) []*model.Snapshot {
	t.Helper()
	all := snapshots(t)
	for _, s := range all {
		if p, ok := samplePage(t, 203, "/api/errors.json"); ok && p.Kind == page.KindErrors {
			s.ErrorTable = p.ErrorTable
		}
	}
	all[0].ErrorTable = nil
	all[1].ErrorTable.Other = map[string]json.RawMessage{"notes": json.RawMessage(`{"a":[1]}`)}
	mtproto := "int ? = Int"
	all[1].Schemas = map[string]*model.Schema{model.SchemaMTProto: {Combinators: []model.SchemaLine{
		{Kind: model.KindConstructor, TL: mtproto}, {Kind: model.KindConstructor, TL: "pong#347773c5 msg_id:long ping_id:long = Pong"},
		{Kind: model.KindMethod, TL: "ping#7abe77ec ping_id:long = Pong"},
	}}}
	return all
}

// table is the table of errors of a snapshot in a format.
func table(print func(io.Writer, *export.Table) error, o export.Options) func(io.Writer, *model.Snapshot) error {
	return func(w io.Writer, s *model.Snapshot) error {
		t, err := export.New(s, o)
		if err != nil {
			return err
		}
		return print(w, t)
	}
}

// What generators read is valid, whatever the snapshot has.
func TestValidForGenerators(t *testing.T) {
	servers := export.Options{ServerErrors: true}
	for _, tc := range []struct {
		name  string
		print func(io.Writer, *model.Snapshot) error
	}{
		{"errors", table(export.JSON, servers)},
		{"official", table(export.Official, export.Options{})},
		{"official", table(export.Official, servers)},
		{"official", table(export.Official, export.Options{Method: "auth.*"})},
		{"madelineproto", table(export.MadelineProto, servers)},
		{"madelineproto", table(export.MadelineProto, export.Options{Code: 1})},
		{"madelineproto-v3", table(export.MadelineProtoV3, servers)},
		{"docs", docs.JSON},
		{"docs-mtcute", docs.Mtcute},
		{"docs-pyrogram", docs.Pyrogram},
		{"docs-teleproto", docs.Teleproto},
	} {
		for i, s := range full(t) {
			var b bytes.Buffer
			if err := tc.print(&b, s); err != nil {
				t.Fatal(err)
			}
			if err := validate(t, tc.name, b.Bytes()); err != nil {
				t.Errorf("%s of snapshot %d: %v", tc.name, i, err)
			}
			for range 5 { // maps are in another order each time
				var again bytes.Buffer
				if err := tc.print(&again, s); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
					t.Errorf("%s of snapshot %d: other bytes the second time: %v", tc.name, i, err)
				}
			}
		}
	}
	s := full(t)[1]
	for why, print := range map[string]func(io.Writer) error{
		"the API's schema": func(w io.Writer) error { return schema.WriteJSON(w, s, model.SchemaAPI, schema.Options{}) },
		"without the core": func(w io.Writer) error {
			return schema.WriteJSON(w, s, model.SchemaAPI, schema.Options{SkipCore: true})
		},
		"MTProto": func(w io.Writer) error { return schema.WriteJSON(w, s, model.SchemaMTProto, schema.Options{}) },
		"both":    func(w io.Writer) error { return schema.WriteLayeredJSON(w, s, schema.Options{}) },
	} {
		var b bytes.Buffer
		if err := print(&b); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, "tl", b.Bytes()); err != nil {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// What the formats never have is not valid.
func TestInvalidForGenerators(t *testing.T) {
	for _, tc := range []struct{ why, name, document string }{
		{"a code in words", "official", `{"errors":{"bad":{}},"descriptions":{},"user_only":[],"bot_only":[],"business_supported":[],"unauthed_allowed":[],"layer":1}`},
		{"a list is null", "official", `{"errors":{},"descriptions":{},"user_only":null,"bot_only":[],"business_supported":[],"unauthed_allowed":[],"layer":1}`},
		{"a key is missing", "official", `{"errors":{},"descriptions":{}}`},
		{"methods are not a list", "madelineproto", `{"result":{"400":{"X":null}},"human_result":{}}`},
		{"a key too many", "madelineproto", `{"result":{},"human_result":{},"ok":true}`},
		{"an ID that is a number", "tl", `{"constructors":[{"id":1,"predicate":"a","params":[],"type":"A"}],"methods":[]}`},
		{"a method without a name", "tl", `{"constructors":[],"methods":[{"id":"1","params":[],"type":"A"}]}`},
		{"half of the wrapper", "tl", `{"layer":1,"API":{"constructors":[],"methods":[]}}`},
		{"parameters are missing", "docs-pyrogram", `{"type":{},"constructor":{"A":{"desc":""}},"method":{}}`},
		{"nobody may call it", "docs-mtcute", `{"updated":"","classes":{},"methods":{"a":{"available":""}},"unions":{}}`},
		{"no summary", "docs-teleproto", `{"a":{"params":{}}}`},
	} {
		if err := validate(t, tc.name, []byte(tc.document)); err == nil {
			t.Errorf("%s: is valid", tc.why)
		}
	}
	for _, name := range jsonschema.Names() {
		if err := validate(t, name, []byte(`[]`)); err == nil && name != "upcoming" {
			t.Errorf("%s: an empty list is valid", name)
		}
	}
}
