package mirror

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

func TestFileOf(t *testing.T) {
	for _, tc := range []struct{ why, path, file string }{
		{"as telegram-crawler does", "/method/auth.sendCode", "method/auth.sendCode.html"},
		{"a constructor", "/constructor/inputPeerSelf", "constructor/inputPeerSelf.html"},
		{"case is preserved", "/type/auth.SentCode", "type/auth.SentCode.html"},
		{"the one type with a space in its name", "/type/Vector%20t", "type/Vector t.html"},
		{"the index", "/schema", "schema.html"},
		{"the index of the methods is not a folder", "/methods", "methods.html"},
		{"the schema as JSON is a page, in a folder next to schema.html", "/schema/json", "schema/json.html"},
		{"the changelog", "/api/layers", "api/layers.html"},
		{"a JSON file keeps its extension", "/api/errors.json", "api/errors.json"},
		{"a namespace may be called json; its page is HTML", "/method/export.json", "method/export.json.html"},
		{"a name may end in .html", "/method/export.html", "method/export.html.html"},
		{"the leading slash is optional", "method/auth.sendCode", "method/auth.sendCode.html"},
		{"the longest name", "/type/" + strings.Repeat("a", 200), "type/" + strings.Repeat("a", 200) + ".html"},
	} {
		got, err := fileOf(tc.path)
		if err != nil || got != filepath.FromSlash(tc.file) {
			t.Errorf("%s: fileOf(%q) = %q, %v; want %q", tc.why, tc.path, got, err, tc.file)
		}
	}
}

func TestFileOfRejects(t *testing.T) {
	for _, tc := range []struct{ why, path string }{
		{"parent folder", "/../secret"},
		{"parent folder in the middle", "/method/../../secret"},
		{"parent folder, escaped", "/method/%2e%2e/secret"},
		{"parent folder, slash escaped", "/method/..%2fsecret"},
		{"parent folder at the end", "/method/.."},
		{"the folder itself", "/method/."},
		{"parent folder on Windows", `/method/..\secret`},
		{"the same, escaped", "/method/..%5csecret"},
		{"an absolute path", "//etc/passwd"},
		{"the same, escaped", "/%2fetc/passwd"},
		{"a Windows drive", "/C:/secret"},
		{"an NTFS stream", "/method/a:b"},
		{"nothing", ""},
		{"the root", "/"},
		{"a trailing slash is another address", "/method/"},
		{"an empty part in the middle", "/method//auth.sendCode"},
		{"the mirror's own folder", "/.tlcrawl/journal"},
		{"a hidden file", "/method/.profile"},
		{"the marker of names that differ only in case", "/type/Updates~1"},
		{"NUL ends a name in C", "/method/auth%00.sendCode"},
		{"a line break forges a log line", "/method/auth%0a.sendCode"},
		{"a terminal escape sequence", "/method/auth%1b[2J"},
		{"a query", "/method/auth.sendCode?layer=1"},
		{"an invalid escape", "/method/auth%zz"},
		{"a truncated escape", "/method/auth%2"},
		{"a double escape", "/method/auth%252fsendCode"},
		{"white space", "/type/Vector%20u"},
		{"not ASCII", "/method/envoy%C3%A9"},
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

// Two names that differ only in case have different marked names, which do not differ only
// in case.
func TestMarked(t *testing.T) {
	for _, tc := range []struct {
		why   string
		names []string
	}{
		{"the pair in the schema", []string{"Updates", "updates"}},
		{"each letter counts", []string{"ab", "Ab", "aB", "AB"}},
		{"letters beyond the first four", []string{"abcde", "abcdE", "Abcde", "abcDE", "abCdE"}},
		{"only the last letter differs", []string{"aaaaaaaaaaaaaaaaB", "aaaaaaaaaaaaaaaab", "Aaaaaaaaaaaaaaaab"}},
		{"name spaces", []string{"auth.SentCode", "auth.sentCode", "Auth.sentcode", "auth.sentcode"}},
	} {
		seen := map[string]string{}
		for _, name := range tc.names {
			m := strings.ToLower(marked(name + ".html"))
			if other, ok := seen[m]; ok {
				t.Errorf("%s: %s and %s are both %s on a case-insensitive system", tc.why, name, other, m)
			}
			seen[m] = name
			if stem, ok := strings.CutSuffix(m, ".html"); !ok || !strings.Contains(stem, "~") {
				t.Errorf("%s: %s is a possible name of a page of the site", tc.why, m)
			}
		}
	}
}
