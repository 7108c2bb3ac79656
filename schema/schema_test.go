package schema_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/tl"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

const small = `boolFalse#bc799737 = Bool;
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
	var b bytes.Buffer
	if err := schema.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A schema as it is written comes back as it was.
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
		{"comments, blank lines, Windows' ends of lines and its mark are nothing", "\ufeff// a schema\r\n\r\nboolFalse#bc799737 = Bool;\r\n---functions---\r\nhelp.getNearestDc#1fb33026 = NearestDc;\r\n", []string{"help.getNearestDc"}},
		{"of two lines with one name the first counts", "---functions---\nhelp.getNearestDc#1fb33026 = NearestDc;\nhelp.getNearestDc#1 = Bool;", []string{"help.getNearestDc"}},
		{"built-in types are lines like others", "int#a8509bda ? = Int;", []string{}},
	} {
		s := read(t, tc.text)
		if d := cmp.Diff(tc.methods, s.SchemaOrder().Methods); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		line      int
	}{
		{"nothing at all", "", 0},
		{"comments alone", "// LAYER 203\n", 0},
		{"a line that is none", "boolFalse#bc799737 = Bool;\nhello\n", 2},
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

// Every schema that was kept, printed and read again, is equal; gotd/tl reads it, too.
func TestEveryLayer(t *testing.T) {
	files, err := filepath.Glob("../../shared/schemas/*.tl")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no schemas in ../../shared/schemas: they lie beside the module, not in it")
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, string(b))
		text := write(t, s)
		if d := cmp.Diff(s.Methods, read(t, text).Methods); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if again := write(t, read(t, text)); again != text {
			t.Errorf("%s: printed again, another text", name)
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
	f.Fuzz(func(t *testing.T, text string) {
		s, err := schema.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("what was read does not validate: %v", err)
		}
		once := write(t, s)
		if twice := write(t, read(t, once)); twice != once {
			t.Fatalf("written twice:\n%s\n%s", once, twice)
		}
	})
}
