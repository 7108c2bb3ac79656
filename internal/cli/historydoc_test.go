package cli

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
)

// TestHistoryDoc runs the commands of docs/history.md from top to bottom. Small
// repositories with the same paths replace the real ones.
func TestHistoryDoc(t *testing.T) {
	doc, err := os.ReadFile("../../docs/history.md")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:9") // nothing listens there
	t.Chdir(t.TempDir())
	at := time.Date(2024, 1, 20, 0, 0, 0, 0, time.UTC).Unix()
	const schema, words = "auth.one#00000a01 = Bool;\n// LAYER 170\n", `{"index":{"layer":170},"methods":{"auth.one":{"description":["One."]}}}`
	files := func(name, content string) map[string]string { return map[string]string{name: content} }
	for name, commits := range map[string][]gittest.Commit{
		"tdesktop": {{Time: at, Files: files("Telegram/SourceFiles/mtproto/scheme/api.tl", schema)}},
		"td": {{Time: at, Files: map[string]string{
			"td/generate/scheme/telegram_api.tl": schema, "td/telegram/Version.h": "constexpr int32 MTPROTO_LAYER = 170;"}}},
		"getdoc":           {{Time: at, Files: files("_schema/latest.json", words)}},
		"telegram-crawler": {{Time: at, Files: files("data/web/corefork.telegram.org/schema.html", samplePage(t, "/schema"))}},
	} {
		if err := os.Rename(gittest.Make(t, commits...), name); err != nil {
			t.Fatal(err)
		}
	}
	gittest.Run(t, "telegram-crawler", "branch", "data")
	for name, content := range map[string]string{"words.json": words, "lines.tl": schema} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	commands := 0
	for _, block := range readmeBlocks(string(doc)) {
		for line := range strings.Lines(block.text) {
			runReadmeCommand(t, strings.TrimSpace(line), server.URL)
			commands++
		}
	}
	if commands < 7 {
		t.Errorf("found %d commands in docs/history.md; has its markup changed?", commands)
	}
}

func samplePage(t *testing.T, path string) string {
	b, ok := samplesite.Page(203, path)
	if !ok {
		t.Fatalf("the sample has no page %s", path)
	}
	return string(b)
}
