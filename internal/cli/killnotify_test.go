//go:build unix

package cli

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/data"
)

// TestKillLosesNoReport kills runs that find a change, at random moments: that run or the
// next one prints the whole report.
func TestKillLosesNoReport(t *testing.T) {
	t.Parallel()
	site := &killSite{sample: data.Handler(), now: make(chan struct{}, 1)}
	server := httptest.NewServer(site)
	defer server.Close()
	dir := t.TempDir()
	nightly := func(folder string) (*exec.Cmd, *bytes.Buffer) {
		cmd := tlcrawl(context.Background(), "nightly", "--data", folder, "--base-url", server.URL, "--rate", "0",
			"--parallel", "16", "--backoff", "1ms", "--kinds", "method", "--quiet")
		out := new(bytes.Buffer)
		cmd.Stdout = out
		return cmd, out
	}
	run := func(folder string) string {
		cmd, out := nightly(folder)
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	base := filepath.Join(dir, "base")
	site.layer.Store(186)
	run(base)
	site.layer.Store(203)
	began := site.until.Load()
	want := run(copied(t, base, filepath.Join(dir, "whole")))
	requests := began - site.until.Load()
	if want == "" {
		t.Fatal("the run without a kill reports nothing")
	}

	random := rand.New(rand.NewPCG(7, 7))
	lost := 0
	for range *kills {
		work := copied(t, base, filepath.Join(dir, "work"))
		cmd, out := nightly(work)
		site.until.Store(requests - random.Int64N(4)) // among the last requests: files are written after them
		killOne(t, cmd, site, time.Duration(random.Int64N(int64(60*time.Millisecond))))
		site.until.Store(-1)
		if next := run(work); out.String() != want && next != want {
			lost++
		}
		if err := os.RemoveAll(work); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d reports lost", *kills, lost)
	if lost > 0 {
		t.Errorf("%d of %d reports are lost", lost, *kills)
	}
}

// copied copies a data folder.
func copied(t *testing.T, from, to string) string {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}
