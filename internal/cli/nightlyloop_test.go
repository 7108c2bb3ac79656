package cli

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// TestEvery runs the job three times: the second run fails, which does not end the program.
func TestEvery(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	pages := data.Handler()
	runs := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			runs++
		}
		switch {
		case runs == 2 && r.URL.Path == "/schema":
			http.NotFound(w, r)
		case runs == 4:
			stop()
		default:
			pages.ServeHTTP(w, r)
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	var stderr bytes.Buffer
	cmd := newRoot(newConsole(Program{}, strings.NewReader(""), new(bytes.Buffer), &stderr))
	cmd.SetArgs([]string{"nightly", "--every", "1ms", "--data", dir, "--base-url", server.URL, "--rate", "0", "--backoff", "1ms", "--quiet", "--parallel", "1"})
	if err := cmd.ExecuteContext(ctx); err != nil {
		t.Fatal(err)
	}
	sites, err := store.Dir(dir).Jobs()
	if err != nil || len(sites) != 1 {
		t.Fatal(sites, err)
	}
	list, err := nightly.Manifests(store.Dir(dir), sites[0])
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []string
	for _, m := range list { // newest first
		outcomes = append(outcomes, string(m.Outcome))
	}
	if got := strings.Join(outcomes, " "); got != "interrupted unchanged failed first" {
		t.Errorf("the runs ended %s\n%s", got, stderr.String())
	}
	if !strings.Contains(stderr.String(), "/schema") || strings.Count(stderr.String(), "\n") > 2 {
		t.Errorf("standard error says\n%s", stderr.String())
	}
}

// TestEveryRejects: invalid flags end the program at once.
func TestEveryRejects(t *testing.T) {
	for _, args := range [][]string{
		{"--every", "-1h"}, {"--every", "1h", "--keep", "-1"}, {"--every", "1h", "--base-url", "localhost:1"}, {"--every", "1h", "--parallel", "0"},
	} {
		if code := runProgram(append([]string{"nightly"}, args...), nil, new(bytes.Buffer), new(bytes.Buffer)); code != exitError {
			t.Errorf("%q: exit %d", args, code)
		}
	}
}
