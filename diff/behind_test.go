package diff_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestPageBehindSchema checks that a change of the page's line or of the line on /schema is
// reported, whichever is outdated.
func TestPageBehindSchema(t *testing.T) {
	const short, long = "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>", "users.getUsers#0a0b0c0d id:Vector<InputUser> hash:long = Vector<User>"
	with := func(page, schema string) *model.Snapshot {
		s := model.New("https://sample.test", 214)
		c, err := model.ParseCombinator(page)
		if err != nil {
			t.Fatal(err)
		}
		s.AddMethod(c)
		s.Methods[c.Name].SchemaTL, s.Methods[c.Name].Documented = schema, new(true)
		return s
	}
	for _, tc := range []struct {
		why      string
		old, new *model.Snapshot
		want     string
	}{
		{"the schema changes first", with(short, ""), with(short, long), "param-added"},
		{"the page changes first", with(short, ""), with(long, short), "param-added"},
		{"both go", with(short, ""), with(long, ""), "param-added"},
		{"the page follows", with(short, long), with(long, ""), "param-added"},
		{"nothing moves", with(short, long), with(short, long), ""},
	} {
		var rules []string
		for _, c := range diff.Compare(tc.old, tc.new).Changes {
			rules = append(rules, c.Rule)
		}
		if got := strings.Join(rules, " "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
