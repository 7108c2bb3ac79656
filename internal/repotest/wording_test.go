package repotest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// avoided are phrases, in lower case, that are not plain technical English, with what to
// write. Those that begin with a letter are found a hundred times as fast.
var avoided = []struct{ phrase, instead string }{
	{`tells whether`, "reports whether"},
	{`the gravest`, "most severe"},
	{`graver`, "more severe"},
	{`anew\b`, "again"},
	{`put aside`, "quarantined"},
	{`too strange`, "implausible"},
	{`is no (kind|level|rule|name|page|code|number|snapshot|date|flag)\b`, "invalid level %q (want ...)"},
	{`asked again`, "retried"},
	{`sent again`, "retried"},
	{`asked for again`, "retried"},
	{`was wanted`, "want ..., got ..."},
	{`is wanted`, "want ..., got ..."},
	{`are wanted`, "want ..., got ..."},
	{`for want of`, "without"},
	{`in the place of`, "instead of"},
	{`bears?\b`, "has"},
	{`whole or (it is )?nothing`, "all-or-nothing, atomically"},
	{`whole or not at all`, "all-or-nothing, atomically"},
	{`in other words`, "changed"},
	{`is told once`, "reported once"},
	{`are told once`, "reported once"},
	{`told once when`, "reported once"},
	{`talk to standard error`, "diagnostics go to standard error"},
	{`passes the tests`, "runs the tests"},
	{`has lost its parameter`, "removed"},
	{`%[qvt]( %v)? is no \w`, "is not a ..., want ..."},
	{`is told\b`, "is reported"},
	{`are told\b`, "are reported, are notified"},
	{`was told\b`, "was reported"},
	{`tells? of\b`, "reports"},
	{`tells? apart`, "distinguishes"},
	{`taken? apart`, "split, parsed"},
	{`takes? \w+ apart`, "split, parsed"},
	{`whoever`, "any"},
	{`nothing but`, "only"},
	{`is believed`, "is accepted"},
	{`are believed`, "are accepted"},
	{`was believed`, "was accepted"},
	{`not to believe`, "implausible"},
	{`an error, and yet`, "an error, but also"},
	{`something behind it`, "trailing data"},
	{`in trouble\b`, "failing, damaged"},
	{`blind to case`, "case-insensitive"},
	{`in capitals`, "in upper case"},
	{`the way up`, "parent folder"},
	{`of one's own`, "custom, own"},
}

// TestWording checks comments, messages and documents.
func TestWording(t *testing.T) {
	patterns := make([]*regexp.Regexp, len(avoided))
	for i, a := range avoided {
		patterns[i] = regexp.MustCompile(a.phrase)
	}
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
		text := strings.ToLower(string(b))
		for i, p := range patterns {
			for _, at := range p.FindAllStringIndex(text, -1) {
				line := 1 + strings.Count(text[:at[0]], "\n")
				t.Errorf("%s:%d: %q; write %q", strings.TrimPrefix(name, root+"/"), line, text[at[0]:at[1]], avoided[i].instead)
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
