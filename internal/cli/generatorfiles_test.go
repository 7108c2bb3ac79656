package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gotd/tl"
)

// entities are the constructors and methods of a .tl file with their parameters.
type entities struct {
	types, functions map[string][]string
	results          map[string]bool
}

var (
	// tlLine is what every generator can read: name and ID, parameters, result.
	tlLine  = regexp.MustCompile(`^([a-zA-Z][\w.]*)#([0-9a-f]{1,8})((?: \{X:Type\})?(?: \w+:[\w.?<>!#%]+)*) = ([\w.<>]+);$`)
	tlParam = regexp.MustCompile(` (\w+):`)
)

const tlVector = "vector#1cb5c415 {t:Type} # [ t ] = Vector t;"

// tlFile checks that generators that read line by line understand a file: a section for
// each kind, each name and ID once, the layer in a comment, no definition without an ID.
func tlFile(t *testing.T, name string) entities {
	t.Helper()
	text := readFile(t, name)
	if _, err := tl.Parse(strings.NewReader(text)); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if !strings.HasPrefix(text, "---types---\n") || strings.Count(text, "---functions---\n") != 1 || strings.Count(text, "\n// LAYER 203\n") != 1 {
		t.Errorf("%s: sections or layer are missing", name)
	}
	e := entities{map[string][]string{}, map[string][]string{}, map[string]bool{}}
	ids, section := map[string]bool{}, e.types
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch m := tlLine.FindStringSubmatch(line); {
		case line == "", line == "---types---", strings.HasPrefix(line, "//"), line == tlVector:
		case line == "---functions---":
			section = e.functions
		case m == nil:
			t.Errorf("%s: %q has another shape", name, line)
		case ids[m[2]] || section[m[1]] != nil:
			t.Errorf("%s: %s is defined twice", name, m[1])
		default:
			ids[m[2]], e.results[m[4]] = true, true
			section[m[1]] = []string{}
			for _, p := range tlParam.FindAllStringSubmatch(m[3], -1) {
				section[m[1]] = append(section[m[1]], p[1])
			}
		}
	}
	if len(e.types) < 10 || len(e.functions) < 10 {
		t.Errorf("%s: %d constructors, %d methods", name, len(e.types), len(e.functions))
	}
	return e
}

// noCore checks a file for generators that define the core themselves, or cannot: true
// and null cannot be names in Python.
func noCore(t *testing.T, name string) entities {
	t.Helper()
	e := tlFile(t, name)
	for _, core := range []string{"boolTrue", "boolFalse", "true", "null", "error", "vector"} {
		if e.types[core] != nil {
			t.Errorf("%s: it has %s", name, core)
		}
	}
	return e
}

var compatLine = regexp.MustCompile(`^[a-zA-Z][\w.]*_layer(\d+)#[0-9a-f]{8}( \w+:[\w.?<>#]+)* = [\w.]+;$`)

// compatFile checks that each constructor has the layer of its heading in its name.
func compatFile(t *testing.T, name string) {
	t.Helper()
	layer, lines := "", 0
	for line := range strings.Lines(strings.TrimPrefix(readFile(t, name), "---types---\n")) {
		line = strings.TrimSuffix(line, "\n")
		if heading, ok := strings.CutPrefix(line, "// LAYER "); ok {
			layer = heading
		} else if m := compatLine.FindStringSubmatch(line); m != nil && m[1] == layer {
			lines++
		} else if line != "" {
			t.Errorf("%s: %q", name, line)
		}
	}
	if lines == 0 {
		t.Errorf("%s has no constructors", name)
	}
}

// jsonSchema is the site's /schema/json.
type jsonSchema struct {
	Constructors, Methods []struct {
		ID                      string
		Predicate, Method, Type string
		Params                  []struct{ Name, Type string }
	}
}

func schemaJSON(t *testing.T, s jsonSchema) {
	t.Helper()
	if len(s.Constructors)+len(s.Methods) == 0 {
		t.Error("an empty schema")
	}
	for _, c := range append(s.Constructors, s.Methods...) {
		name := c.Predicate + c.Method
		if _, err := strconv.ParseInt(c.ID, 10, 32); err != nil || name == "" || c.Type == "" || c.Params == nil || (c.Predicate != "") == (c.Method != "") {
			t.Errorf("%+v", c)
		}
		for _, p := range c.Params {
			if p.Name == "" || p.Type == "" || strings.Contains(p.Type, "{") {
				t.Errorf("%s: parameter %+v", name, p)
			}
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readJSON(t *testing.T, name string, v any) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(readFile(t, name)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// readRows reads a file of rows without its heading.
func readRows(t *testing.T, name string, comma rune, heading ...string) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader([]byte(readFile(t, name))))
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 || strings.Join(rows[0], " ") != strings.Join(heading, " ") {
		t.Fatalf("%s: %v, heading %q", name, err, rows[0])
	}
	return rows[1:]
}
