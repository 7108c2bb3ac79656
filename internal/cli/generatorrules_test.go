package cli

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	// pythonError is an error that becomes a class; only a 2 may begin it.
	pythonError = regexp.MustCompile(`^[A-Za-z2]\w*$`)
	replaced    = regexp.MustCompile(`\{(\w+)\}`)
	braces      = regexp.MustCompile(`[{}]`)
)

// fromServers are errors that libraries look up by name.
var fromServers = []string{"FLOOD_WAIT_X", "FLOOD_TEST_PHONE_WAIT_X", "FILE_MIGRATE_X", "RPC_CALL_FAIL", "RPC_MCGET_FAIL", "INTERDC_X_CALL_ERROR"}

// telethonFiles checks that codes are numbers, that each error is there once, that the
// description of an error with a value has one place for it, and that methods name known
// errors and callers.
func telethonFiles(t *testing.T, dir string) {
	t.Helper()
	known := map[string]bool{}
	for _, row := range readRows(t, dir+"/errors.csv", ',', "name", "codes", "description") {
		name := row[0]
		if !pythonError.MatchString(name) || known[name] || row[1] == "" {
			t.Errorf("error %q", row)
		}
		known[name] = true
		for code := range strings.FieldsSeq(row[1]) {
			if _, err := strconv.Atoi(code); err != nil {
				t.Errorf("%s: code %q", name, code)
			}
		}
		if strings.Contains(name, "_X") && (len(replaced.FindAllString(row[2], -1)) == 0 || braces.MatchString(replaced.ReplaceAllString(row[2], ""))) {
			t.Errorf("%s: no place for the value in %q", name, row[2])
		}
	}
	for _, name := range fromServers {
		if !known[name] {
			t.Errorf("%s is missing", name)
		}
	}
	for _, row := range readRows(t, dir+"/methods.csv", ',', "method", "usability", "errors") {
		if !slices.Contains([]string{"user", "bot", "both", "unknown"}, row[1]) {
			t.Errorf("%s: usability %q", row[0], row[1])
		}
		for name := range strings.FieldsSeq(row[2]) {
			if !known[name] {
				t.Errorf("%s returns %s, which is unknown", row[0], name)
			}
		}
	}
}

// pyrogramFiles checks file names, and that messages can stand in triple quotes and be
// formatted with a value.
func pyrogramFiles(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(dir + "/*.tsv")
	if err != nil || len(files) < 8 {
		t.Fatalf("%v, %v", files, err)
	}
	known := map[string]bool{}
	for _, file := range files {
		if !regexp.MustCompile(`^\d{3}_[A-Z_]+\.tsv$`).MatchString(filepath.Base(file)) {
			t.Errorf("%s: another name", file)
		}
		for _, row := range readRows(t, filepath.ToSlash(file), '\t', "id", "message") {
			plain := strings.NewReplacer("{{", "", "}}", "", "{value}", "").Replace(row[1])
			if !pythonError.MatchString(row[0]) || strings.ContainsAny(plain, "{}\"\\") {
				t.Errorf("%s: %q", file, row)
			}
			if strings.Contains(row[0], "_X") && !strings.Contains(row[1], "{value}") {
				t.Errorf("%s: no place for the value in %q", file, row)
			}
			known[row[0]] = true
		}
	}
	for _, name := range fromServers {
		if !known[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

// pyrogramDocs checks that each class of the schema is described under its name, with all
// parameters, and that texts can stand in a docstring.
func pyrogramDocs(t *testing.T, schema entities, name string) {
	t.Helper()
	type entry struct {
		Desc   string
		Params map[string]string
	}
	var doc struct {
		Type                map[string]struct{ Desc string }
		Constructor, Method map[string]entry
	}
	readJSON(t, name, &doc)
	class := func(name string) string {
		i := strings.LastIndexByte(name, '.') + 1
		var parts []string
		for part := range strings.SplitSeq(name[i:], "_") {
			parts = append(parts, strings.ToUpper(part[:1])+part[1:])
		}
		return name[:i] + strings.Join(parts, "")
	}
	for kind, list := range map[string]map[string][]string{"constructor": schema.types, "method": schema.functions} {
		described := doc.Constructor
		if kind == "method" {
			described = doc.Method
		}
		for name, params := range list {
			d, ok := described[class(name)]
			if !ok || d.Params == nil {
				t.Errorf("%s %s: not described as %s", kind, name, class(name))
			}
			for _, p := range params {
				if _, ok := d.Params[p]; !ok {
					t.Errorf("%s: parameter %s is missing", name, p)
				}
			}
			if strings.Contains(strings.ReplaceAll(d.Desc, `\\`, ""), `\`) || strings.Contains(d.Desc, "&gt;") || strings.Contains(d.Desc, "»") {
				t.Errorf("%s: %q", name, d.Desc)
			}
		}
	}
}

// mtcuteDocs checks that every name in the descriptions is in the schema, and that what is
// empty is left out.
func mtcuteDocs(t *testing.T, schema entities, name string) {
	t.Helper()
	type entry struct {
		Comment   string
		Arguments map[string]string
		Throws    []struct {
			Code          int
			Name, Comment string
		}
		Available string
	}
	var doc struct {
		Updated          string
		Classes, Methods map[string]entry
		Unions           map[string]string
	}
	readJSON(t, name, &doc)
	if !regexp.MustCompile(`\(layer 203\) - from http`).MatchString(doc.Updated) {
		t.Errorf("updated %q", doc.Updated)
	}
	check := func(name string, e entry, params []string, known bool) {
		if !known {
			t.Errorf("%s is not in the schema", name)
		}
		for p, text := range e.Arguments {
			if text == "" || !slices.Contains(params, p) {
				t.Errorf("%s: argument %s: %q", name, p, text)
			}
		}
		if !slices.Contains([]string{"", "user", "bot", "both"}, e.Available) {
			t.Errorf("%s is available for %q", name, e.Available)
		}
	}
	for name, e := range doc.Classes {
		check(name, e, schema.types[name], schema.types[name] != nil || name == "vector")
	}
	for name, e := range doc.Methods {
		check(name, e, schema.functions[name], schema.functions[name] != nil)
	}
	for name, text := range doc.Unions {
		if text == "" {
			t.Errorf("%s has an empty text", name)
		}
	}
}
