package samplesite

import (
	"maps"
	"slices"
	"testing"
)

// TestSampleFits makes sure that the two halves of the sample, the schema and the
// words, speak of the same things: a word for nothing would never be seen.
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
			t.Errorf("layer %d is rendered in two ways", s.layer)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		reason    string
		of        func(string) string
		html, out string
	}{
		{"dots vanish from an anchor", slug, "upload.getFile", "uploadgetfile"},
		{"tags vanish from an anchor", slug, `Going through <a href="/x">wrappers</a>`, "going-through-wrappers"},
		{"an attribute cannot hold a quote", plain, `<p>the "best" one</p>`, "the &quot;best&quot; one"},
		{"a tag that does not end is no text", plain, "one <b", "one "},
		{"only the first paragraph is for a table", brief, "<p>One.</p>\n<p>Two.</p>", "One."},
		{"there may be none", brief, "", ""},
		{"an empty cell holds a space that stays", cell, "", "\u00a0"},
	}
	for _, test := range tests {
		if got := test.of(test.html); got != test.out {
			t.Errorf("%q gives %q, want %q: %s", test.html, got, test.out, test.reason)
		}
	}
}
