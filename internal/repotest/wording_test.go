package repotest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// avoided are phrases that are not plain technical English, with what to write.
var avoided = []struct{ phrase, instead string }{
	{`tells whether`, "reports whether"},
	{`the gravest|graver`, "most severe, more severe"},
	{`\banew\b`, "again"},
	{`put aside`, "quarantined"},
	{`too strange`, "implausible"},
	{`is no (kind|level|rule|name|page|code|number|snapshot|date|flag)\b`, `invalid level %q (want ...)`},
	{`asked again|sent again|asked for again`, "retried"},
	{`was wanted|is wanted|are wanted`, "want ..., got ..."},
	{`for want of`, "without"},
	{`in the place of`, "instead of"},
	{`\bbears? (one|its|the)\b`, "has"},
	{`whole or (it is )?nothing|whole or not at all`, "all-or-nothing, atomically"},
	{`in other words`, "changed"},
	{`is told once|are told once|told once when`, "reported once"},
	{`talk to standard error`, "diagnostics go to standard error"},
	{`passes the tests`, "runs the tests"},
	{`has lost its parameter`, "removed"},
	{`%[qvT]( %v)? is no \w`, "is not a ..., want ..."},
	{`is told\b|are told\b|was told\b|tells? of\b|tells? apart`, "reported, notified, distinguishes"},
	{`taken? apart|takes? \w+ apart`, "split, parsed"},
	{`\bbears?\b`, "has"},
	{`whoever|nothing but`, "any, only"},
	{`\b(is|are|was) believed|not to believe`, "accepted, implausible"},
	{`an error, and yet|something behind it`, "an error, but also; trailing data"},
	{`in trouble\b`, "failing, damaged"},
	{`blind to case|in capitals`, "case-insensitive, in upper case"},
	{`the way up`, "parent folder"},
	{`of one's own`, "custom, own"},
}

// TestWording checks comments, messages and documents.
func TestWording(t *testing.T) {
	patterns := make([]*regexp.Regexp, len(avoided))
	phrases := make([]string, len(avoided))
	for i, a := range avoided {
		patterns[i] = regexp.MustCompile("(?i)" + a.phrase)
		phrases[i] = a.phrase
	}
	anyPhrase := regexp.MustCompile("(?i)" + strings.Join(phrases, "|"))
	endings := []string{".go", ".md", ".tmpl", ".js", ".css", ".txtar", ".yml"}
	files := 0
	walk(t, func(name string) {
		if !slices.Contains(endings, filepath.Ext(name)) || strings.HasSuffix(name, "repotest/wording_test.go") {
			return
		}
		files++
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !anyPhrase.Match(b) {
			return
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			for i, p := range patterns {
				if found := p.FindString(line); found != "" {
					t.Errorf("%s:%d: %q; write %q", strings.TrimPrefix(name, root+"/"), n, found, avoided[i].instead)
				}
			}
		}
	})
	if files < 100 {
		t.Errorf("checked %d files; is this the repository?", files)
	}
}

const root = "../.."

// walk calls f for each file of the repository, except sample pages, whose words are those
// of a site.
func walk(t *testing.T, f func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, e os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == ".git" || name == filepath.Join(root, "data", "sample") || name == filepath.Join(root, "scrape", "page", "testdata")):
			return filepath.SkipDir
		case !e.IsDir():
			f(filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
