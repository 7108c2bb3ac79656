package mirror

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

func TestFileOf(t *testing.T) {
	for _, tc := range []struct{ why, path, file string }{
		{"a method lies where telegram-crawler puts it", "/method/auth.sendCode", "method/auth.sendCode.html"},
		{"a constructor", "/constructor/inputPeerSelf", "constructor/inputPeerSelf.html"},
		{"a type keeps its capitals", "/type/auth.SentCode", "type/auth.SentCode.html"},
		{"the one type with a space in its name", "/type/Vector%20t", "type/Vector t.html"},
		{"the index", "/schema", "schema.html"},
		{"the index of the methods is no room", "/methods", "methods.html"},
		{"the schema as JSON is a page, its folder beside schema.html", "/schema/json", "schema/json.html"},
		{"the changelog", "/api/layers", "api/layers.html"},
		{"a file of JSON keeps its ending", "/api/errors.json", "api/errors.json"},
		{"a name space may be called json, and its page is HTML", "/method/export.json", "method/export.json.html"},
		{"a name may end like a page", "/method/export.html", "method/export.html.html"},
		{"without the first slash it is the same page", "method/auth.sendCode", "method/auth.sendCode.html"},
		{"the longest name", "/type/" + strings.Repeat("a", 200), "type/" + strings.Repeat("a", 200) + ".html"},
	} {
		got, err := fileOf(tc.path)
		if err != nil || got != filepath.FromSlash(tc.file) {
			t.Errorf("%s: fileOf(%q) = %q, %v; want %q", tc.why, tc.path, got, err, tc.file)
		}
	}
}

func TestFileOfRefuses(t *testing.T) {
	for _, tc := range []struct{ why, path string }{
		{"the way up", "/../secret"},
		{"the way up in the middle", "/method/../../secret"},
		{"the way up, escaped", "/method/%2e%2e/secret"},
		{"the way up, its slash escaped", "/method/..%2fsecret"},
		{"the way up at the end", "/method/.."},
		{"the folder itself", "/method/."},
		{"the way up of Windows", `/method/..\secret`},
		{"the same, escaped", "/method/..%5csecret"},
		{"an absolute path", "//etc/passwd"},
		{"the same, escaped", "/%2fetc/passwd"},
		{"a drive of Windows", "/C:/secret"},
		{"a stream of Windows", "/method/a:b"},
		{"nothing", ""},
		{"the root", "/"},
		{"a slash at the end is another address", "/method/"},
		{"an empty part in the middle", "/method//auth.sendCode"},
		{"the mirror's own folder", "/.tlcrawl/journal"},
		{"a hidden file", "/method/.profile"},
		{"the mark of names that differ in letters alone", "/type/Updates~1"},
		{"NUL ends a name in C", "/method/auth%00.sendCode"},
		{"a line break makes two lines of a log", "/method/auth%0a.sendCode"},
		{"an escape sequence steers a terminal", "/method/auth%1b[2J"},
		{"a query is no path", "/method/auth.sendCode?layer=1"},
		{"a broken escape", "/method/auth%zz"},
		{"a cut escape", "/method/auth%2"},
		{"an escape of an escape", "/method/auth%252fsendCode"},
		{"white space", "/type/Vector%20u"},
		{"no letter of ASCII", "/method/envoy%C3%A9"},
		{"one byte too long for a name", "/method/" + strings.Repeat("a", 201)},
		{"far too long", "/method/" + strings.Repeat("a/", 1<<16)},
	} {
		file, err := fileOf(tc.path)
		if err == nil {
			t.Errorf("%s: fileOf(%.60q) = %q, want an error", tc.why, tc.path, file)
			continue
		}
		if strings.IndexFunc(err.Error(), unicode.IsControl) >= 0 {
			t.Errorf("%s: %q is not safe to print", tc.why, err)
		}
	}
}

// Two names that differ in the case of letters alone have two marks, which do not
// differ in case alone.
func TestMarked(t *testing.T) {
	for _, tc := range []struct {
		why   string
		names []string
	}{
		{"the pair of the schema", []string{"Updates", "updates"}},
		{"each letter counts", []string{"ab", "Ab", "aB", "AB"}},
		{"letters beyond the first four", []string{"abcde", "abcdE", "Abcde", "abcDE", "abCdE"}},
		{"a capital at the end alone", []string{"aaaaaaaaaaaaaaaaB", "aaaaaaaaaaaaaaaab", "Aaaaaaaaaaaaaaaab"}},
		{"name spaces", []string{"auth.SentCode", "auth.sentCode", "Auth.sentcode", "auth.sentcode"}},
	} {
		seen := map[string]string{}
		for _, name := range tc.names {
			m := strings.ToLower(marked(name + ".html"))
			if other, ok := seen[m]; ok {
				t.Errorf("%s: %s and %s are both %s on a system that is blind to case", tc.why, name, other, m)
			}
			seen[m] = name
			if stem, ok := strings.CutSuffix(m, ".html"); !ok || !strings.Contains(stem, "~") {
				t.Errorf("%s: %s is a name that a page of the site might have", tc.why, m)
			}
		}
	}
}
