//go:build unix

package cli

import (
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// TestUpstreamDoc runs the commands of docs/upstream.md from top to bottom. Its list of
// sources is used with the addresses of a local server.
func TestUpstreamDoc(t *testing.T) {
	b, err := os.ReadFile("../../docs/upstream.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	site := httptest.NewServer(data.Handler())
	defer site.Close()
	repos := newRepositories(t)
	repos.put("/example/app/main/api.tl", "boolTrue#997275b5 = Bool;\n---functions---\nauth.sendCode#00000001 = Bool;\napp.ownMethod = Bool;\n",
		"/example/app/main/version.h", "int LAYER = 204;")
	list := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindStringSubmatch(doc)
	if list == nil {
		t.Fatal("docs/upstream.md has no list of sources")
	}
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:9") // nothing listens there
	t.Chdir(t.TempDir())
	if err := os.WriteFile("sources.yaml", []byte(strings.ReplaceAll(list[1], "https://raw.githubusercontent.com", repos.URL)), 0o644); err != nil {
		t.Fatal(err)
	}
	commands := 0
	for _, block := range readmeBlocks(doc) {
		if block.language != "sh" {
			continue
		}
		for line := range strings.Lines(block.text) {
			runReadmeCommand(t, strings.TrimSpace(line), site.URL)
			commands++
		}
	}
	if commands < 8 {
		t.Errorf("found %d commands in docs/upstream.md; has its markup changed?", commands)
	}
	for _, s := range upstream.Defaults() {
		if !strings.Contains(doc, "| `"+s.Name+"` |") || !strings.Contains(doc, "`"+s.Site()+"`") {
			t.Errorf("docs/upstream.md does not list %s, %s", s.Name, s.Site())
		}
	}
}
