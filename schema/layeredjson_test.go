package schema_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/schema"
)

// webK is a document as Telegram Web K has it. Both schemas have a constructor message, and
// both define vector.
const webK = `{
 "MTProto": {
  "constructors": [
   {"id": "481674261", "predicate": "vector", "params": [], "type": "Vector t"},
   {"id": "-1370486635", "predicate": "future_salts", "params": [{"name": "req_msg_id", "type": "long"}, {"name": "now", "type": "int"}, {"name": "salts", "type": "vector<future_salt>"}], "type": "FutureSalts"},
   {"id": "1945237724", "predicate": "msg_container", "params": [{"name": "messages", "type": "vector<%Message>"}], "type": "MessageContainer"},
   {"id": "1538843921", "predicate": "message", "params": [{"name": "msg_id", "type": "long"}, {"name": "seqno", "type": "int"}, {"name": "bytes", "type": "int"}, {"name": "body", "type": "Object"}], "type": "Message"}
  ],
  "methods": [{"id": "2059302892", "method": "ping", "params": [{"name": "ping_id", "type": "long"}], "type": "Pong"}]
 },
 "API": {
  "constructors": [
   {"id": "481674261", "predicate": "vector", "params": [], "type": "Vector t"},
   {"id": "-1868117372", "predicate": "messageEmpty", "params": [{"name": "flags", "type": "#"}, {"name": "id", "type": "int"}, {"name": "peer_id", "type": "flags.0?Peer"}], "type": "Message"},
   {"id": "1", "predicate": "message", "params": [{"name": "id", "type": "int"}], "type": "Message"}
  ],
  "methods": [{"id": "531836966", "method": "help.getNearestDc", "params": [], "type": "NearestDc"}]
 },
 "layer": 200
}`

func TestReadLayeredJSON(t *testing.T) {
	s, err := schema.ReadLayeredJSON(strings.NewReader(webK))
	if err != nil {
		t.Fatal(err)
	}
	if s.Layer != 200 || len(s.Schemas["mtproto"].Combinators) != 5 || len(s.Constructors) != 3 || s.Constructors["message"].ID != "00000001" {
		t.Errorf("layer %d, %d lines of MTProto, %d constructors, message#%s", s.Layer, len(s.Schemas["mtproto"].Combinators), len(s.Constructors), s.Constructors["message"].ID)
	}
	var written bytes.Buffer
	if err := schema.WriteLayeredJSON(&written, s, schema.Options{}); err != nil {
		t.Fatal(err)
	}
	again, err := schema.ReadLayeredJSON(&written)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(s, again); d != "" {
		t.Errorf("it changes when it is written and read: %s", d)
	}
}

func TestReadLayeredJSONRejects(t *testing.T) {
	for _, tc := range []struct{ why, text, field string }{
		{"an invalid line of the API", `{"API": {"methods": [{"id": "1", "method": "../x", "type": "Bool"}]}, "layer": 1}`, "API.methods[0]"},
		{"an invalid line of MTProto", `{"API": {"methods": [{"id": "1", "method": "x", "type": "Bool"}]}, "MTProto": {"methods": [{"id": "x", "method": "y", "type": "Bool"}]}}`, "MTProto.methods[0]"},
		{"no API", `{"MTProto": {"methods": [{"id": "1", "method": "x", "type": "Bool"}]}, "layer": 1}`, ""},
		{"a layer that is a text", `{"API": {"methods": [{"id": "1", "method": "x", "type": "Bool"}]}, "layer": "x"}`, ""},
	} {
		_, err := schema.ReadLayeredJSON(strings.NewReader(tc.text))
		var entry *schema.EntryError
		if err == nil || errors.As(err, &entry) != (tc.field != "") || tc.field != "" && entry.Field != tc.field {
			t.Errorf("%s: %v, want field %q", tc.why, err, tc.field)
		}
	}
}
