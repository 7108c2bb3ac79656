package schema_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// ReadJSON returns the lines that WriteJSON wrote.
func TestWriteJSON(t *testing.T) {
	s := read(t, "int ? = Int;\n"+small+"---functions---\ninvokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;")
	var b bytes.Buffer
	if err := schema.WriteJSON(&b, s, model.SchemaAPI, schema.Options{}); err != nil {
		t.Fatal(err)
	}
	const first = `{
  "constructors": [
    {
      "id": "-1132882121",
      "predicate": "boolFalse",
      "params": [],
      "type": "Bool"
    },`
	if !strings.HasPrefix(b.String(), first) {
		t.Errorf("got %.300s, want it to begin with %s", b.String(), first)
	}
	for _, wrong := range []string{"{X:Type}", `"Int"`, "[ t ]"} {
		if strings.Contains(b.String(), wrong) {
			t.Errorf("the document has %s", wrong)
		}
	}
	again, err := schema.ReadJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	again.Layer = s.Layer
	if d := cmp.Diff(writeWith(t, s, schema.Options{SkipBase: true}), write(t, again)); d != "" {
		t.Error(d)
	}
}

func TestWriteLayeredJSON(t *testing.T) {
	s := read(t, small)
	if err := schema.WriteLayeredJSON(&bytes.Buffer{}, s, schema.Options{}); !errors.Is(err, schema.ErrNoSchema) || !strings.Contains(err.Error(), "MTProto") {
		t.Errorf("a snapshot without the MTProto schema: %v", err)
	}
	s.Schemas = read(t, "// SCHEMA mtproto\nmessage msg_id:long = Message;\n---functions---\nping#7abe77ec ping_id:long = Pong;").Schemas
	var b bytes.Buffer
	if err := schema.WriteLayeredJSON(&b, s, schema.Options{SkipCore: true}); err != nil {
		t.Fatal(err)
	}
	for _, has := range []string{`"layer": 203`, `"method": "ping"`, `"id": "2059302892"`, `"predicate": "message"`, `"predicate": "nearestDc"`} {
		if !strings.Contains(b.String(), has) {
			t.Errorf("no %s in %s", has, b.String())
		}
	}
	if strings.Contains(b.String(), "boolFalse") {
		t.Error("core constructors are not skipped")
	}
}

// Options omit lines that generators define themselves. A method with the name of a core
// constructor stays.
func TestOptions(t *testing.T) {
	s := read(t, "int ? = Int;\nbytes#e937bb82 = Bytes;\nint128 4*[ int ] = Int128;\nboolTrue#997275b5 = Bool;\nvector#1cb5c415 {t:Type} # [ t ] = Vector t;\nuser#1 = User;\n---functions---\nerror#2 = User;")
	for _, tc := range []struct {
		why  string
		o    schema.Options
		want []string
	}{
		{"everything", schema.Options{}, []string{"int", "bytes", "int128", "boolTrue", "vector", "user", "error"}},
		{"no built-in types", schema.Options{SkipBase: true}, []string{"boolTrue", "vector", "user", "error"}},
		{"no core", schema.Options{SkipCore: true}, []string{"int", "bytes", "int128", "user", "error"}},
	} {
		var got []string
		for line := range strings.Lines(writeWith(t, s, tc.o)) {
			if strings.Contains(line, " = ") {
				name, _, _ := strings.Cut(line, " ")
				name, _, _ = strings.Cut(name, "#")
				got = append(got, name)
			}
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
	s = read(t, "// SCHEMA mtproto\nint ? = Int;\nvector {t:Type} # [ t ] = Vector t;\npong#347773c5 msg_id:long ping_id:long = Pong;")
	var b bytes.Buffer
	if err := schema.WriteSchema(&b, s, model.SchemaMTProto, schema.Options{SkipBase: true, SkipCore: true}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff("// SCHEMA mtproto\n\n---types---\n\npong#347773c5 msg_id:long ping_id:long = Pong;\n", b.String()); d != "" {
		t.Error(d)
	}
}
