//go:build unix

package cli

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

var kills = flag.Int("kills", 20, "how often TestKill kills a nightly run")

// tlcrawl returns a command that runs this program in a process of its own.
func tlcrawl(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asMain+"=1")
	return cmd
}

// killSite serves the sample site and reports the request at which to kill the run.
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

// TestKill kills nightly runs at random moments: every file stays readable, the last good
// snapshot stays, and the final result is the same as without kills.
func TestKill(t *testing.T) {
	t.Parallel()
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
		site.until.Store(1 + random.Int64N(100)) // a run has about 90 requests; after the last one it writes files
		killOne(t, nightly(context.Background(), work), site, time.Duration(random.Int64N(int64(20*time.Millisecond))))
		checkReadable(t, work)
	}
	site.until.Store(-1)
	if out, err := nightly(t.Context(), work).CombinedOutput(); err != nil {
		t.Fatalf("run after %d kills: %v\n%s", *kills, err, out)
	}
	if !bytes.Equal(newest(t, work), want) {
		t.Error("the snapshot differs from one made without kills")
	}
	checkReadable(t, work)
	if packed, _ := filepath.Glob(filepath.Join(work, "*", "*.json.zst")); len(packed) != 8 {
		t.Errorf("%d snapshots are delta-compressed, want 8", len(packed))
	}
	for _, leftover := range []string{"*/.*.gz*", "*/.*.zst*", "*/.*.json*", "*/.*.md*"} {
		if files, _ := filepath.Glob(filepath.Join(work, leftover)); len(files) > 0 {
			t.Errorf("temporary files left: %v", files)
		}
	}
}

// fillUp adds older snapshots to a data folder, so that a run that stores one compresses
// others.
func fillUp(t *testing.T, dir string) {
	t.Helper()
	e, err := store.Dir(dir).Resolve("latest")
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

// killOne runs a command and kills it a moment after the chosen request, unless it ends
// before.
func killOne(t *testing.T, cmd *exec.Cmd, site *killSite, moment time.Duration) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait() //nolint:errcheck // it was probably killed
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
	case <-site.now: // a request after the process had ended
	default:
	}
}

// checkReadable checks that a data folder has snapshots and that all can be read.
func checkReadable(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "[0-9]*.json.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the last good snapshot is missing: %v", err)
	}
	for _, f := range files {
		if _, err := store.Read(f); err != nil {
			t.Errorf("unreadable snapshot: %v", err)
		}
	}
}

// newest reads the newest snapshot of a data folder.
func newest(t *testing.T, dir string) []byte {
	t.Helper()
	e, err := store.Dir(dir).Resolve("latest")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(e.Path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTerminate sends SIGTERM during a crawl: it ends and leaves no partial file.
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
	cmd.Wait() //nolint:errcheck // the exit code is checked below
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit %d, want %d: %s", code, exitInterrupted, stderr.String())
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*x.json*")); len(files) > 0 {
		t.Errorf("partial files: %v", files)
	}
}
