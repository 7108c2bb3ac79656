package repotest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPackages checks that ARCHITECTURE.md names every package, and no other.
func TestPackages(t *testing.T) {
	out, err := exec.Command("go", "list", root+"/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := read(t, "ARCHITECTURE.md")
	packages := strings.Fields(string(out))
	for _, p := range packages {
		p = strings.TrimPrefix(p, "github.com/tlcrawl/tlcrawl/")
		if !strings.Contains(text, "`"+p+"`") {
			t.Errorf("ARCHITECTURE.md does not mention the package %s", p)
		}
	}
}

var (
	// path is a file or folder of the repository in a text: `diff/rules.go`.
	path = regexp.MustCompile("`((?:cmd|model|scrape|diff|report|store|history|nightly|notify|site|schema|getdoc|changelog|export|verify|jsonschema|data|internal|docs|\\.ci)(?:/[\\w.-]+)*)`")
	// link is a Markdown link to a file of the repository.
	link = regexp.MustCompile(`\]\(([^):#]+)(?:#[^)]*)?\)`)
)

// TestPaths checks that files named in the documents exist.
func TestPaths(t *testing.T) {
	documents := []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"}
	more, err := filepath.Glob(root + "/docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range more {
		documents = append(documents, "docs/"+filepath.Base(name))
	}
	for _, name := range documents {
		text := read(t, name)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s, which does not exist", name, m[1])
			}
		}
		if name == "README.md" || strings.HasPrefix(name, "docs/") && name != "docs/speed.md" {
			continue // these name files of users
		}
		for _, m := range path.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
				t.Errorf("%s names %s, which does not exist", name, m[1])
			}
		}
	}
}
