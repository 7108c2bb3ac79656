package diff_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// A reissued layer is one change more, and only where one source has two schemas of a layer.
func TestReissued(t *testing.T) {
	read := func(layer int, source, text string) *model.Snapshot {
		t.Helper()
		s, err := schema.Read(strings.NewReader("---functions---\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		s.Layer, s.Source = layer, source
		return s
	}
	const repo, one, other = "https://github.com/owner/app", "auth.logOut#3e72ba19 = Bool;\n", "auth.logIn id:int = Bool;\n"
	site := read(214, repo, one+other)
	site.Methods["auth.logIn"].Documented = new(true)
	for _, tc := range []struct {
		why      string
		old, new *model.Snapshot
		want     string
	}{
		{"another line", read(214, repo, one), read(214, repo, one+other), "Layer 214: reissued: 1 line changed, digest "},
		{"two of them", read(214, repo, one), read(214, repo, other), "Layer 214: reissued: 2 lines changed, digest "},
		{"another order", read(214, repo, one+other), read(214, repo, other+one), ""},
		{"an id that one side lacks", read(214, repo, one), read(214, repo, "auth.logOut = Bool;\n"), ""},
		{"a new layer", read(214, repo, one), read(215, repo, one+other), ""},
		{"no layer", read(0, repo, one), read(0, repo, one+other), ""},
		{"another source", read(214, repo, one), read(214, "https://github.com/owner/lib", one+other), ""},
		{"pages", read(214, repo, one), site, ""},
	} {
		got := ""
		for _, c := range diff.Compare(tc.old, tc.new).Changes {
			if c.Rule == "layer-reissued" {
				got, _, _ = strings.Cut(c.Text, "digest ")
				got += "digest "
				if c.Level != diff.Docs || c.Old == c.New {
					t.Errorf("%s: %+v", tc.why, c)
				}
			}
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
