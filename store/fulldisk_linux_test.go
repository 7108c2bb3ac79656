package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// On a full disk the whole file stays, and is compressed when there is space again.
func TestCompressOnFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("cannot mount a file system: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) }) //nolint:errcheck // it goes with the machine
	f := store.Dir(dir)
	for i := range 3 {
		keepAt(t, f, snapshot(200+i), firstTime(t).AddDate(0, 0, i))
	}
	before := files(t, filepath.Join(dir, corefork))
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 128<<10), 0o644); err == nil {
		t.Fatal("the disk is not full")
	}
	isFileError(t, f.DeltaCompress(corefork), entries(t, f)[0].SiblingPath("json.zst"), "no space left")
	if after := files(t, filepath.Join(dir, corefork)); strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("got %v, want %v", after, before)
	}
	isWhole(t, f)
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	compress(t, f)
	if got := forms(t, f); got != "zgg" {
		t.Errorf("%s, want zgg", got)
	}
	isWhole(t, f)
}
