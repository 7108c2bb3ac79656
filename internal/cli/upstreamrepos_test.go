//go:build unix

package cli

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/upstream"
)

// repositories serves files as a code host does, with ETags.
type repositories struct {
	*httptest.Server
	mu     sync.Mutex
	files  map[string]string // by path
	faults map[string]func(http.ResponseWriter, *http.Request)
	full   int // responses with a body
}

func newRepositories(t *testing.T) *repositories {
	r := &repositories{files: map[string]string{}, faults: map[string]func(http.ResponseWriter, *http.Request){}}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *repositories) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	content, ok := r.files[req.URL.Path]
	fault := r.faults[req.URL.Path]
	r.mu.Unlock()
	etag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(content)))
	switch {
	case fault != nil:
		fault(w, req)
	case !ok:
		http.NotFound(w, req)
	case req.Header.Get("If-None-Match") == etag:
		w.WriteHeader(http.StatusNotModified)
	default:
		r.mu.Lock()
		r.full++
		r.mu.Unlock()
		w.Header().Set("ETag", etag)
		fmt.Fprint(w, content)
	}
}

// put replaces files: pairs of a path and its content. No content removes the file.
func (r *repositories) put(pairs ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := 0; i < len(pairs); i += 2 {
		if r.files[pairs[i]] = pairs[i+1]; pairs[i+1] == "" {
			delete(r.files, pairs[i])
		}
	}
}

// breaks makes a file answer in another way, nil ends that.
func (r *repositories) breaks(path string, fault func(http.ResponseWriter, *http.Request)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults[path] = fault
}

// bodies returns how many responses had a body since the last call.
func (r *repositories) bodies() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.full
	r.full = 0
	return n
}

// sources writes a list of sources to a file: app, a .tl file with its layer in the file or
// next to it, and web, in JSON.
func (r *repositories) sources(t *testing.T) string {
	t.Helper()
	b, err := json.Marshal([]map[string]any{
		{
			"name": "app", "repository": "https://github.com/owner/app", "schema": r.URL + "/app/api.tl",
			"layer": []upstream.Layer{{Pattern: `LAYER (\d+)`}, {URL: r.URL + "/app/layer.tl", Pattern: `LAYER (\d+)`}},
		},
		{"name": "web", "repository": "https://github.com/owner/web", "schema": r.URL + "/web/schema.json", "kind": "tweb"},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sources.json")
	if err := os.WriteFile(file, []byte(strings.NewReplacer(`"URL"`, `"url"`, `"Pattern"`, `"pattern"`).Replace(string(b))), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// lines returns the lines of an output that begin with one of the prefixes.
func lines(output string, prefixes ...string) string {
	var list []string
	for line := range strings.Lines(output) {
		for _, p := range prefixes {
			if strings.HasPrefix(line, p) {
				list = append(list, strings.TrimSpace(line))
			}
		}
	}
	return strings.Join(list, "\n")
}
