package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"net/http/httptest"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/store"
)

// smallDisk mounts a file system of 4 MB with little space left.
func smallDisk(t *testing.T, room int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("cannot mount a file system: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) }) //nolint:errcheck // best effort
	filler := make([]byte, 4<<20-room)
	if err := os.WriteFile(filepath.Join(dir, "filler"), filler, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestFullDisk checks that a full disk gives one clear error line and leaves the earlier
// file intact.
func TestFullDisk(t *testing.T) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	site := []string{"--base-url", server.URL, "--rate", "0", "--backoff", "1ms", "--quiet"}
	for _, c := range []struct {
		why  string
		args func(dir string) []string
	}{
		{"a snapshot", func(dir string) []string {
			return append([]string{"crawl", "--out", filepath.Join(dir, "old")}, site...)
		}},
		{"a page of the mirror", func(dir string) []string {
			return append([]string{"crawl", "--out", filepath.Join(dir, "old"), "--mirror", filepath.Join(dir, "pages")}, site...)
		}},
		{"a nightly snapshot", func(dir string) []string {
			return append([]string{"nightly", "--data", dir, "--kinds", "method,constructor,type"}, site...)
		}},
	} {
		t.Run(c.why, func(t *testing.T) {
			dir := smallDisk(t, 12<<10)
			old := filepath.Join(dir, "old")
			if err := os.WriteFile(old, []byte("the old one"), 0o644); err != nil {
				t.Fatal(err)
			}
			var out, stderr bytes.Buffer
			if code := runProgram(c.args(dir), nil, &out, &stderr); code != exitError {
				t.Errorf("exit %d, want %d", code, exitError)
			}
			if !strings.Contains(stderr.String(), "no space left") || strings.Count(stderr.String(), "\n") != 1 {
				t.Errorf("want one clear line, got:\n%s", stderr.String())
			}
			if b, err := os.ReadFile(old); err != nil || string(b) != "the old one" {
				t.Errorf("the earlier file is now %q, %v", b, err)
			}
			if files, _ := filepath.Glob(filepath.Join(dir, "*", "*.json.gz")); len(files) > 0 {
				t.Errorf("partial snapshot left: %v", files)
			}
		})
	}
}

// TestFullDiskReport checks that a snapshot whose report cannot be written is not stored.
func TestFullDiskReport(t *testing.T) {
	dir := smallDisk(t, 3<<20)
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	nightly := func(layer string) (int, string) {
		var stderr bytes.Buffer
		code := runProgram([]string{"nightly", "--data", dir, "--base-url", server.URL, "--layer", layer, "--rate", "0", "--backoff", "1ms",
			"--kinds", "method,constructor,type", "--quiet"}, nil, new(bytes.Buffer), &stderr)
		return code, stderr.String()
	}
	if code, stderr := nightly("186"); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	fillDisk(t, dir, 8<<10)
	code, stderr := nightly("203")
	if code != exitError || !strings.Contains(stderr, "no space left") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	e, err := store.Dir(dir).Resolve("latest")
	if err != nil || e.Layer != 186 {
		t.Errorf("the newest snapshot is %+v, %v", e, err)
	}
	if _, err := store.Read(e.Path); err != nil {
		t.Error(err)
	}
}

// fillDisk leaves that many bytes of a disk, at most.
func fillDisk(t *testing.T, dir string, free int64) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "more filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size := int64(0)
	for block := make([]byte, 4<<10); err == nil; {
		var n int
		n, err = f.Write(block)
		size += int64(n)
	}
	if err := f.Truncate(size - free); err != nil {
		t.Fatal(err)
	}
}
