//go:build unix

package cli

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slack is extra time for a busy machine.
const slack = 2 * time.Second

// TestInterrupt checks that a signal ends a command within a second, even if it is blocked.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if code := runProgram([]string{"demo", "--data", dir}, nil, new(bytes.Buffer), new(bytes.Buffer)); code != exitOK {
		t.Fatalf("demo: exit %d", code)
	}
	requested := make(chan struct{}, 100)
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		requested <- struct{}{}
		<-r.Context().Done()
	}))
	defer hanging.Close()
	old, current := filepath.Join(dir, "186.json"), filepath.Join(dir, "203.json")
	for _, c := range []struct {
		why   string
		args  func(fifo string) []string
		ready func(t *testing.T, fifo string)
	}{
		{
			"a FIFO as input that stays open", func(fifo string) []string { return []string{"layers", fifo} },
			func(t *testing.T, fifo string) { openFIFO(t, fifo, os.O_WRONLY) },
		},
		{
			"a FIFO as one of two inputs", func(fifo string) []string { return []string{"diff", old, fifo} },
			func(t *testing.T, fifo string) { openFIFO(t, fifo, os.O_WRONLY) },
		},
		{
			"a FIFO as output without a reader", func(fifo string) []string {
				return []string{"diff", old, current, "--format", "html", "--out", fifo} // more than a pipe holds
			},
			func(t *testing.T, fifo string) {
				f := openFIFO(t, fifo, os.O_RDONLY)
				if _, err := f.Read(make([]byte, 1)); err != nil {
					t.Fatal(err)
				}
			},
		},
		{
			"a site that does not answer", func(string) []string {
				return []string{"crawl", "--base-url", hanging.URL, "--out", filepath.Join(dir, "x.json"), "--quiet"}
			},
			func(*testing.T, string) { <-requested },
		},
		{
			"a nightly run", func(string) []string {
				return []string{"nightly", "--base-url", hanging.URL, "--data", filepath.Join(dir, "history"), "--quiet"}
			},
			func(*testing.T, string) { <-requested },
		},
	} {
		for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(c.why+", "+sig.String(), func(t *testing.T) {
				fifo := filepath.Join(t.TempDir(), "fifo")
				if err := syscall.Mkfifo(fifo, 0o600); err != nil {
					t.Fatal(err)
				}
				cmd := tlcrawl(t.Context(), c.args(fifo)...)
				var stderr bytes.Buffer
				cmd.Stderr = &stderr
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				c.ready(t, fifo)
				sent := time.Now()
				if err := cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				kill := time.AfterFunc(10*time.Second, func() { cmd.Process.Kill() })
				defer kill.Stop()
				cmd.Wait() //nolint:errcheck // the exit code is checked below
				if took := time.Since(sent); took > time.Second+slack {
					t.Errorf("it took %v to end", took)
				}
				if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
					t.Errorf("exit %d, want %d: %s", code, exitInterrupted, stderr.String())
				}
				if s := stderr.String(); !strings.Contains(s, "interrupted") || strings.Count(s, "\n") != 1 {
					t.Errorf("want one line, got %q", s)
				}
			})
		}
	}
}

// openFIFO opens a FIFO, which waits for the other end, and closes it after the test.
func openFIFO(t *testing.T, name string, mode int) *os.File {
	t.Helper()
	f, err := os.OpenFile(name, mode, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
