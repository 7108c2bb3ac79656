package samplesite

import (
	"maps"
	"slices"
	"testing"
)

// TestSampleFits checks that the documentation of the sample matches its schema.
func TestSampleFits(t *testing.T) {
	for _, s := range sites() {
		known := map[string][]string{}
		for _, c := range s.methods {
			known["method "+c.Name] = paramNames(c)
		}
		for _, c := range s.constructors {
			known["constructor "+c.Name] = paramNames(c)
		}
		for _, typ := range s.types {
			known["type "+typ.name] = nil
		}
		check := func(kind string, docs map[string]entry) {
			for name, doc := range docs {
				params, ok := known[kind+" "+name]
				if !ok {
					t.Errorf("layer %d describes the %s %s, which is not in its schema", s.layer, kind, name)
				}
				for param := range doc.Params {
					if !slices.Contains(params, param) {
						t.Errorf("layer %d describes %s of %s, which has no such parameter", s.layer, param, name)
					}
				}
				if !slices.Contains([]string{"", "users", "bots", "both", "bots too"}, doc.Callers) {
					t.Errorf("layer %d: %s may be called by %q", s.layer, name, doc.Callers)
				}
			}
		}
		check("method", s.docs.Methods)
		check("constructor", s.docs.Constructors)
		check("type", s.docs.Types)
	}
}

func paramNames(c combinator) []string {
	var names []string
	for _, p := range c.Params {
		names = append(names, p.Name)
	}
	return names
}

// TestSameBytes renders the sample once more.
func TestSameBytes(t *testing.T) {
	for _, s := range sites() {
		if !maps.Equal(s.render(), s.pages) {
			t.Errorf("layer %d is rendered differently the second time", s.layer)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		reason    string
		of        func(string) string
		html, out string
	}{
		{"dots are removed from an anchor", slug, "upload.getFile", "uploadgetfile"},
		{"tags are removed from an anchor", slug, `Going through <a href="/x">wrappers</a>`, "going-through-wrappers"},
		{"an attribute cannot hold a quote", plain, `<p>the "best" one</p>`, "the &quot;best&quot; one"},
		{"an unterminated tag", plain, "one <b", "one "},
		{"a table has only the first paragraph", brief, "<p>One.</p>\n<p>Two.</p>", "One."},
		{"an empty description", brief, "", ""},
		{"an empty cell has a no-break space", cell, "", "\u00a0"},
	}
	for _, test := range tests {
		if got := test.of(test.html); got != test.out {
			t.Errorf("%q gives %q, want %q: %s", test.html, got, test.out, test.reason)
		}
	}
}
