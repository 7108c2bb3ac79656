package store_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// The first bytes of a file show its format, whatever its layout and texts.
func TestDecodeDetectsFormat(t *testing.T) {
	const tail = `,"methods":{},"types":{},"schema_version":1,"source":"","layer":1}`
	for _, tc := range []struct{ why, text string }{
		{"a snapshot in one line contains TL lines, but is not a .tl file", `{"constructors":{"boolTrue":{"name":"boolTrue","tl":"boolTrue#997275b5 = Bool"}}` + tail},
		{"a field may be called predicate", `{"constructors":{"a":{"name":"a","params":[{"name":"predicate","type":"string"}]}}` + tail},
		{"a section may be called predicate", `{"constructors":{"a":{"name":"a","sections":{"predicate":"x"}}}` + tail},
		{"a list of lines is the site's schema in JSON", `{"constructors": [{"id": "-1720552011", "predicate": "boolTrue", "params": [], "type": "Bool"}], "methods": []}`},
		{"the same with methods first", `{"methods": [], "constructors": [{"id": "-1720552011", "predicate": "boolTrue", "params": [], "type": "Bool"}]}`},
		{"Telegram Web K's file has the layer last", `{"MTProto": {"constructors": [], "methods": []}, "API": {"constructors": [{"id": "-1720552011", "predicate": "boolTrue", "params": [], "type": "Bool"}], "methods": []}, "layer": 200}`},
		{"or first", `{"layer": 200, "MTProto": {}, "API": {"constructors": [{"id": "-1720552011", "predicate": "boolTrue", "params": [], "type": "Bool"}]}}`},
		{"a line of a schema", "boolTrue#997275b5 = Bool;"},
		{"an index is getdoc's", `{"index": {"layer": 1}, "constructors": {"boolTrue": {}}}`},
	} {
		s, err := store.Decode(strings.NewReader(tc.text))
		if err != nil || len(s.Constructors) != 1 {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
}
