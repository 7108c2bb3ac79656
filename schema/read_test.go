package schema_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// Two definitions of a name are an error that names both, wherever they are.
func TestReadDuplicate(t *testing.T) {
	for _, tc := range []struct {
		why, text   string
		line, first int
	}{
		{"another id", "boolFalse#bc799737 = Bool;\n\nboolFalse#1 = Bool;", 3, 1},
		{"another type under the same id", "cover#1 id:int = Cover;\ncover#1 id:long = Cover;", 2, 1},
		{"the same layer of the end-to-end schema", "===8===\nnoop#1 = Noop;\nnoop#2 = Noop;", 3, 2},
		{"a definition over two lines", "a#1 = A;\na#2\n= A;", 2, 1},
		{"functions", "---functions---\nping#1 = Pong;\n---types---\n---functions---\nping#2 = Pong;", 5, 2},
	} {
		_, err := schema.Read(strings.NewReader(tc.text))
		var (
			line      *schema.LineError
			duplicate *schema.DuplicateError
		)
		if !errors.As(err, &line) || !errors.As(err, &duplicate) {
			t.Errorf("%s: %v, want a DuplicateError in a LineError", tc.why, err)
			continue
		}
		if line.Line != tc.line || duplicate.First != tc.first {
			t.Errorf("%s: lines %d and %d, want %d and %d", tc.why, duplicate.First, line.Line, tc.first, tc.line)
		}
		for _, text := range duplicate.Lines {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %v does not name %q", tc.why, err, text)
			}
		}
	}
}

// An undeclared type variable gets its declaration, which is part of the id.
func TestReadDeclares(t *testing.T) {
	s := read(t, "---functions---\ninvokeAfterMsg#cb9f372d msg_id:long query:!X = X;\nboth#1 a:!X b:Vector<!Y> c:!X = Y;")
	if got := s.Methods["invokeAfterMsg"].TL; got != "invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X" {
		t.Error(got)
	}
	if got := s.Methods["both"].TL; got != "both#1 {X:Type} {Y:Type} a:!X b:Vector<!Y> c:!X = Y" {
		t.Error(got)
	}
}

// The other schemas of the site are read as they were written, including a name in several
// layers.
func TestOtherSchemas(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []model.SchemaLine
	}{
		{model.SchemaMTProto, "// SCHEMA mtproto\n\n---types---\n\nint128 4*[ int ] = Int128;\nresPQ#05162463 nonce:int128 = ResPQ;\n\n---functions---\n\nreq_pq#60469778 nonce:int128 = ResPQ;\n", []model.SchemaLine{
			{Kind: model.KindConstructor, TL: "int128 4*[ int ] = Int128"},
			{Kind: model.KindConstructor, TL: "resPQ#05162463 nonce:int128 = ResPQ"},
			{Kind: model.KindMethod, TL: "req_pq#60469778 nonce:int128 = ResPQ"},
		}},
		{model.SchemaEndToEnd, "// SCHEMA end-to-end\n\n---types---\n\n===8===\nsticker#fb0a5727 = Sticker;\n===45===\nsticker#3a556302 alt:string = Sticker;\nnoop#a82fdd63 = Noop;\n", []model.SchemaLine{
			{Kind: model.KindConstructor, Layer: 8, TL: "sticker#fb0a5727 = Sticker"},
			{Kind: model.KindConstructor, Layer: 45, TL: "sticker#3a556302 alt:string = Sticker"},
			{Kind: model.KindConstructor, Layer: 45, TL: "noop#a82fdd63 = Noop"},
		}},
	} {
		s := read(t, tc.text)
		if len(s.Methods)+len(s.Constructors) > 0 {
			t.Errorf("%s: lines in the API's schema", tc.name)
		}
		if d := cmp.Diff(map[string]*model.Schema{tc.name: {Combinators: tc.want}}, s.Schemas); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
		var b bytes.Buffer
		if err := schema.WriteSchema(&b, s, tc.name, schema.Options{}); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tc.text, b.String()); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
	}
	if err := schema.WriteSchema(&bytes.Buffer{}, read(t, small), model.SchemaMTProto, schema.Options{}); !errors.Is(err, schema.ErrNoSchema) {
		t.Errorf("a snapshot without the schema: %v", err)
	}
}

// A file that is too large is rejected, not truncated.
func TestReadIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MB")
	}
	blank := strings.Repeat(" ", 1<<16-1) + "\n"
	_, err := schema.Read(io.MultiReader(strings.NewReader(small), strings.NewReader(strings.Repeat(blank, schema.MaxSize>>16))))
	if !errors.Is(err, schema.ErrTooLarge) {
		t.Error(err)
	}
}
