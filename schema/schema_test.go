package schema_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/tl"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

const small = `---types---

boolFalse#bc799737 = Bool;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc;

---functions---

help.getNearestDc#1fb33026 = NearestDc;
users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;

// LAYER 203
`

func read(t *testing.T, text string) *model.Snapshot {
	t.Helper()
	s, err := schema.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, s *model.Snapshot) string {
	t.Helper()
	return writeWith(t, s, schema.Options{})
}

func writeWith(t *testing.T, s *model.Snapshot, o schema.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := schema.Write(&b, s, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func writeOther(t *testing.T, s *model.Snapshot, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := schema.WriteSchema(&b, s, name, schema.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A schema is read as it was written.
func TestReadWrite(t *testing.T) {
	s := read(t, small)
	if d := cmp.Diff(small, write(t, s)); d != "" {
		t.Error(d)
	}
	if s.Layer != 203 || s.Methods["users.getUsers"].ID != "0d91a548" || s.Constructors["nearestDc"].Type != "NearestDc" {
		t.Errorf("layer %d, %+v", s.Layer, s.Methods["users.getUsers"])
	}
	if d := cmp.Diff([]string{"help.getNearestDc"}, s.Types["NearestDc"].Methods); d != "" {
		t.Error(d)
	}
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
}

func TestReadKinds(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		methods   []string
	}{
		{"functions may come first, as in layer 131", "---functions---\nhelp.getNearestDc#1fb33026 = NearestDc;\n---types---\nboolFalse#bc799737 = Bool;", []string{"help.getNearestDc"}},
		{"comments, blank lines, CRLF and a byte order mark are ignored", "\ufeff// a schema\r\n\r\nboolFalse#bc799737 = Bool;\r\n---functions---\r\nhelp.getNearestDc#1fb33026 = NearestDc;\r\n", []string{"help.getNearestDc"}},
		{"a duplicate line counts once", "---functions---\nhelp.getNearestDc#1fb33026 = NearestDc;\nhelp.getNearestDc#1fb33026  = NearestDc;", []string{"help.getNearestDc"}},
		{"a method and a constructor may share a name", "nearestDc = NearestDc;\n---functions---\nnearestDc = NearestDc;", []string{"nearestDc"}},
		{"a comment after a line", "---functions---\nhelp.getNearestDc#1fb33026 = NearestDc; // the nearest one", []string{"help.getNearestDc"}},
		{"a line that is commented out", "---functions---\n//help.getConfig#c4f9186b = Config;\nhelp.getNearestDc#1fb33026 = NearestDc;", []string{"help.getNearestDc"}},
		{"a type variable without declaration", "---functions---\ninvokeAfterMsg#cb9f372d msg_id:long query:!X = X;", []string{"invokeAfterMsg"}},
		{"a line wrapped before its result, as in TDLib's schemas", "---functions---\nhelp.getNearestDc#1fb33026\n= NearestDc;", []string{"help.getNearestDc"}},
		{"built-in types without ids, as in the MTProto schema", "int ? = Int;\nint128 4*[ int ] = Int128;\nvector {t:Type} # [ t ] = Vector t;", []string{}},
		{"built-in types", "int#a8509bda ? = Int;", []string{}},
	} {
		s := read(t, tc.text)
		if d := cmp.Diff(tc.methods, s.SchemaOrder().Methods); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

func TestReadRejects(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		line      int
	}{
		{"empty", "", 0},
		{"comments alone", "// LAYER 203\n", 0},
		{"a line that is not a combinator", "boolFalse#bc799737 = Bool;\nhello\n", 2},
		{"a line without a result before others", "boolFalse#bc799737 = Bool;\nhello\n\nboolTrue#997275b5 = Bool;", 2},
		{"a heading of a layer after lines without one", "boolFalse#bc799737 = Bool;\n===8===\n", 2},
		{"a line that is too long", "boolFalse#bc799737 = Bool;\n" + strings.Repeat("x", 2<<20), 2},
		{"a name that is a path", "\n../x#1 = Bool;", 2},
	} {
		_, err := schema.Read(strings.NewReader(tc.text))
		var line *schema.LineError
		switch {
		case tc.line == 0 && !errors.Is(err, schema.ErrNoSchema):
			t.Errorf("%s: %v", tc.why, err)
		case tc.line != 0 && (!errors.As(err, &line) || line.Line != tc.line):
			t.Errorf("%s: %v, want line %d", tc.why, err, tc.line)
		}
	}
}

// Every layer is the same when it is read and printed again. gotd/tl reads it, too.
func TestEveryLayer(t *testing.T) {
	files, err := filepath.Glob("testdata/layers/*.tl")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files in testdata/layers: %v", len(files), err)
	}
	more, err := filepath.Glob("../../shared/schemas/*.tl")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, more...) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, string(b))
		text := write(t, s)
		back := read(t, text)
		if !reflect.DeepEqual(s.Methods, back.Methods) {
			t.Errorf("%s: %s", name, cmp.Diff(s.Methods, back.Methods))
		}
		if again := write(t, back); again != text {
			t.Errorf("%s: printed again: another text", name)
		}
		theirs, err := tl.Parse(strings.NewReader(text))
		if err != nil || theirs.Layer != s.Layer {
			t.Errorf("%s: gotd/tl reads layer %v: %v", name, theirs, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add("---functions---\nhelp.getNearestDc#1fb33026 = NearestDc;\n// LAYER x")
	f.Add("int#a8509bda ? = Int;")
	f.Add("int128 4*[ int ] = Int128; // 16 bytes\n---functions---\ninvoke query:!X = X;")
	f.Add("// SCHEMA mtproto\n---functions---\nping#7abe77ec ping_id:long = Pong;\n---types---\nmessage msg_id:long body:Object = Message;")
	f.Add("===8===\nnoop#1 = Noop;\n===45===\nnoop#2 = Noop;")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := schema.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("the snapshot is invalid: %v", err)
		}
		if len(s.Methods)+len(s.Constructors) == 0 {
			for name := range s.Schemas {
				once := writeOther(t, s, name)
				if twice := writeOther(t, read(t, once), name); twice != once {
					t.Fatalf("written twice:\n%s\n%s", once, twice)
				}
			}
			return
		}
		once := write(t, s)
		if twice := write(t, read(t, once)); twice != once {
			t.Fatalf("written twice:\n%s\n%s", once, twice)
		}
	})
}
