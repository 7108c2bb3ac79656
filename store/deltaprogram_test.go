package store_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// The zstd program can decompress deltas, too.
func TestZstdUnpacksIt(t *testing.T) {
	program, err := exec.LookPath("zstd")
	if err != nil && os.Getenv("TLCRAWL_ZSTD") == "required" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	f := kept(t, 3)
	compress(t, f)
	list := entries(t, f)
	base, err := store.Content(list[1].Path)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "newer.json")
	put(t, name, base)
	got, err := exec.CommandContext(t.Context(), program, "-d", "-q", "-c", "--patch-from="+name, list[0].Path).Output()
	if err != nil || !bytes.Equal(got, plainly(t, snapshot(200))) {
		t.Errorf("%q, %v", got, err)
	}
}
