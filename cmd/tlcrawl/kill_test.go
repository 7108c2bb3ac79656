//go:build unix

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/store"
)

var kills = flag.Int("kills", 20, "how often TestKill kills a night's run")

// tlcrawl is a command that runs this program as a process of its own.
func tlcrawl(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asMain+"=1")
	return cmd
}

// killSite is the sample, which tells of the request that a run is to be killed at.
type killSite struct {
	sample http.Handler
	layer  atomic.Int64
	until  atomic.Int64 // requests before the kill
	now    chan struct{}
}

func (s *killSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	cookie := http.Cookie{Name: "stel_dev_layer", Value: "186"}
	if s.layer.Load() == 203 {
		cookie.Value = "203"
	}
	r.AddCookie(&cookie)
	if s.until.Add(-1) == 0 {
		s.now <- struct{}{}
	}
	s.sample.ServeHTTP(w, r)
}

// TestKill kills night after night at random moments: no file is ever broken, the
// last good snapshot is always there, and what comes home in the end is what would
// have come without.
func TestKill(t *testing.T) {
	site := &killSite{sample: data.Handler(), now: make(chan struct{}, 1)}
	site.layer.Store(186)
	server := httptest.NewServer(site)
	defer server.Close()
	dir := t.TempDir()
	nightly := func(ctx context.Context, folder string) *exec.Cmd {
		return tlcrawl(ctx, "nightly", "--data", folder, "--mirror", filepath.Join(folder, "pages"), "--base-url", server.URL,
			"--rate", "0", "--backoff", "1ms", "--kinds", "method,constructor,type", "--quiet")
	}
	work := filepath.Join(dir, "work")
	if out, err := nightly(t.Context(), work).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	site.layer.Store(203)
	good := filepath.Join(dir, "good")
	if out, err := nightly(t.Context(), good).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := newest(t, good)
	fillUp(t, work)

	random := rand.New(rand.NewPCG(7, 7))
	for range *kills {
		site.until.Store(1 + random.Int64N(100)) // there are some 90 requests; behind the last one files are written, and packed
		killOne(t, nightly(context.Background(), work), site, time.Duration(random.Int64N(int64(20*time.Millisecond))))
		holdWhole(t, work)
	}
	site.until.Store(-1)
	if out, err := nightly(t.Context(), work).CombinedOutput(); err != nil {
		t.Fatalf("the run after %d kills: %v\n%s", *kills, err, out)
	}
	if !bytes.Equal(newest(t, work), want) {
		t.Error("after the kills, another snapshot than without")
	}
	holdWhole(t, work)
	if packed, _ := filepath.Glob(filepath.Join(work, "*", "*.json.zst")); len(packed) != 8 {
		t.Errorf("%d snapshots are packed, want 8", len(packed))
	}
	for _, leftover := range []string{"*/.*.gz*", "*/.*.zst*", "*/.*.json*", "*/.*.md*"} {
		if files, _ := filepath.Glob(filepath.Join(work, leftover)); len(files) > 0 {
			t.Errorf("left behind: %v", files)
		}
	}
}

// fillUp puts older snapshots into a data folder, so that a night that keeps one packs
// others.
func fillUp(t *testing.T, dir string) {
	t.Helper()
	e, err := store.Folder{Dir: dir}.Resolve("latest")
	if err != nil {
		t.Fatal(err)
	}
	for day := range 8 {
		name := fmt.Sprintf("2020010%dT030000Z-186.json.gz", day+1)
		if err := atomicfile.WriteBytes(filepath.Join(filepath.Dir(e.Path), name), newest(t, dir)); err != nil {
			t.Fatal(err)
		}
	}
}

// killOne runs a command and kills it a moment after the site says so, or lets it
// end if it is done before.
func killOne(t *testing.T, cmd *exec.Cmd, site *killSite, moment time.Duration) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait() //nolint:errcheck // it was killed, most likely
		close(ended)
	}()
	select {
	case <-ended:
	case <-site.now:
		select {
		case <-ended:
		case <-time.After(moment):
		}
		cmd.Process.Signal(syscall.SIGKILL) //nolint:errcheck // it may have ended
		<-ended
	}
	select {
	case <-site.now: // a request that came after all
	default:
	}
}

// holdWhole makes sure that every snapshot of a data folder can be read, and that
// there is one.
func holdWhole(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "[0-9]*.json.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the last good snapshot is gone: %v", err)
	}
	for _, f := range files {
		if _, err := store.Read(f); err != nil {
			t.Errorf("a broken snapshot: %v", err)
		}
	}
}

// newest is the newest snapshot of a data folder.
func newest(t *testing.T, dir string) []byte {
	t.Helper()
	e, err := store.Folder{Dir: dir}.Resolve("latest")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(e.Path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTerminate: SIGTERM in the middle of a crawl ends it, with nothing half-written.
func TestTerminate(t *testing.T) {
	hangs := make(chan struct{}, 1)
	sample := data.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/upload.getFile") {
			hangs <- struct{}{}
			<-r.Context().Done()
			return
		}
		sample.ServeHTTP(w, r)
	}))
	defer server.Close()
	dir := t.TempDir()
	cmd := tlcrawl(t.Context(), "crawl", "--base-url", server.URL, "--rate", "1000", "--parallel", "2", "--backoff", "1ms",
		"--mirror", filepath.Join(dir, "pages"), "--out", filepath.Join(dir, "x.json"), "--quiet")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-hangs
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() //nolint:errcheck // the exit code tells
	if code := cmd.ProcessState.ExitCode(); code != exitError {
		t.Errorf("exit %d, want %d: %s", code, exitError, stderr.String())
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*x.json*")); len(files) > 0 {
		t.Errorf("half-written: %v", files)
	}
}
