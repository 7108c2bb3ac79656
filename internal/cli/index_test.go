package cli

import (
	"bytes"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// TestIndexDocs runs the queries of docs/index.md on the sample site.
func TestIndexDocs(t *testing.T) {
	docs, err := os.ReadFile("../../docs/index.md")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	t.Setenv(dataVariable, t.TempDir())
	for _, layer := range []string{"186", "203"} {
		var stderr bytes.Buffer
		if code := runProgram([]string{"nightly", "--base-url", server.URL, "--layer", layer, "--rate", "0", "--backoff", "1ms", "--quiet"}, nil, new(bytes.Buffer), &stderr); code != exitOK {
			t.Fatalf("exit %d: %s", code, stderr.String())
		}
	}
	queries := 0
	for _, block := range readmeBlocks(string(docs)) {
		for line := range strings.Lines(block.text) {
			query, ok := strings.CutPrefix(strings.TrimSpace(line), `tlcrawl sql "`)
			if !ok {
				t.Errorf("%s: not a query", line)
				continue
			}
			queries++
			var out, stderr bytes.Buffer
			if code := runProgram([]string{"sql", strings.TrimSuffix(query, `"`)}, nil, &out, &stderr); code != exitOK || strings.Count(out.String(), "\n") < 2 {
				t.Errorf("%s: exit %d, %s\n%s", query, code, stderr.String(), out.String())
			}
		}
	}
	if queries < 8 {
		t.Errorf("found %d queries in docs/index.md; has its markup changed?", queries)
	}
}
