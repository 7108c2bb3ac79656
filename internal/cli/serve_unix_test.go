//go:build unix

package cli

import (
	"bufio"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/store"
)

// TestServeSignals checks that a signal ends the command well, with exit code 0.
func TestServeSignals(t *testing.T) {
	dir := t.TempDir()
	_, new := difftest.Sample(t)
	e, err := store.Dir(dir).Next(new, time.Date(2026, 1, 1, 3, 0, 0, 0, time.UTC))
	if err == nil {
		err = store.Dir(dir).Write(e, new)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := tlcrawl(t.Context(), "serve", "--data", dir, "--addr", "127.0.0.1:0")
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		address, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err, stderr.String())
		}
		if page := body(t, strings.TrimSpace(address)); !strings.Contains(page, "<!DOCTYPE html>") {
			t.Errorf("%.300s", page)
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("%v: %v %q", sig, err, stderr.String())
		}
	}
}
