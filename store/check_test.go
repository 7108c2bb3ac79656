//go:build unix

package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Repair rebuilds what it can and moves the rest to the folder of damaged files; afterwards
// all snapshots can be read.
func TestRepair(t *testing.T) {
	for _, tc := range []struct {
		why    string
		damage func(t *testing.T, f store.Folder, dir string)
		says   string
		left   int // snapshots of five
	}{
		{"nothing is damaged", func(*testing.T, store.Folder, string) {}, "", 5},
		{"the newest is truncated", func(t *testing.T, _ store.Folder, dir string) { truncate(t, dir, "20260605T030000Z-204.json.gz") }, "damaged/20260605T030000Z-204.json.gz", 4},
		{"a base is truncated, with all that depends on it", func(t *testing.T, _ store.Folder, dir string) { truncate(t, dir, "20260604T030000Z-203.json.gz") }, "damaged/20260604T030000Z-203.json.gz", 1},
		{"a whole copy is truncated, its delta is not", func(t *testing.T, _ store.Folder, dir string) {
			put(t, filepath.Join(dir, "20260603T030000Z-202.json.gz"), []byte("\x1f\x8b"))
		}, "removed, the snapshot is in 20260603T030000Z-202.json.zst", 5},
		{"a manifest is null", func(t *testing.T, f store.Folder, _ string) {
			if err := f.WriteRun(corefork, "20260605T030000Z", []byte("null\n")); err != nil {
				t.Fatal(err)
			}
		}, "damaged/20260605T030000Z.json", 5},
	} {
		t.Run(tc.why, func(t *testing.T) {
			f := kept(t, 5)
			compress(t, f)
			dir := filepath.Join(f.String(), corefork)
			tc.damage(t, f, dir)
			before, err := f.Check(corefork)
			if err != nil || (len(before) > 0) != (tc.says != "") {
				t.Fatalf("damaged: %v, %v", before, err)
			}
			done, err := f.Repair(corefork)
			if err != nil || !strings.Contains(strings.Join(done, "\n"), tc.says) {
				t.Errorf("actions: %q, %v; want %q", done, err, tc.says)
			}
			if after, err := f.Check(corefork); err != nil || len(after) > 0 {
				t.Errorf("still damaged: %v, %v", after, err)
			}
			if n := len(entries(t, f)); n != tc.left {
				t.Errorf("%d snapshots are left, want %d", n, tc.left)
			}
		})
	}
}

func truncate(t *testing.T, dir, name string) {
	t.Helper()
	b := content(t, filepath.Join(dir, name))
	put(t, filepath.Join(dir, name), b[:len(b)-3])
}

// Newest returns the newest snapshot that can be read.
func TestNewest(t *testing.T) {
	f := kept(t, 3)
	truncate(t, filepath.Join(f.String(), corefork), "20260603T030000Z-202.json.gz")
	e, s, damaged, err := f.Newest(corefork)
	if err != nil || s == nil || s.Layer != 201 || e.Layer != 201 || len(damaged) != 1 {
		t.Errorf("%v, %v, %v", e, damaged, err)
	}
}

// A site's folder may be a symbolic link; a pipe or a link instead of the lock is an error
// at once.
func TestOddFiles(t *testing.T) {
	f := kept(t, 2)
	linked := t.TempDir()
	if err := os.Symlink(filepath.Join(f.String(), corefork), filepath.Join(linked, corefork)); err != nil {
		t.Skip("no symbolic links:", err)
	}
	if e, err := store.Dir(linked).Resolve("latest"); err != nil || e.Layer != 201 {
		t.Errorf("through a link: %v, %v", e, err)
	}
	if sites, err := store.Dir(linked).Sites(); err != nil || len(sites) != 1 {
		t.Errorf("sites: %v, %v", sites, err)
	}
	secret := filepath.Join(t.TempDir(), "secret")
	put(t, secret, []byte("mine"))
	for why, odd := range map[string]func(name string) error{
		"a link": func(name string) error { return os.Symlink(secret, name) },
		"a pipe": func(name string) error { return syscall.Mkfifo(name, 0o600) },
	} {
		dir := t.TempDir()
		if err := odd(filepath.Join(dir, ".lock")); err != nil {
			t.Skip(err)
		}
		if unlock, err := store.Dir(dir).Lock(time.Now()); err == nil {
			unlock()
			t.Errorf("%s is locked", why)
		}
	}
	if string(content(t, secret)) != "mine" {
		t.Error("the lock was written through a link")
	}
	if err := syscall.Mkfifo(filepath.Join(f.String(), corefork, "20260609T030000Z-209.json.gz"), 0o600); err == nil {
		if n := len(entries(t, f)); n != 2 {
			t.Errorf("%d entries, a pipe among them", n)
		}
	}
}

// A snapshot that Read would reject is not written, and the earlier file stays.
func TestWriteReadsBack(t *testing.T) {
	name := filepath.Join(folder(t), "latest.json.gz")
	if err := store.Write(name, snapshot(213)); err != nil {
		t.Fatal(err)
	}
	huge := snapshot(214)
	for range model.MaxSize / 1000 / 1000 {
		huge.Types["Updates"].Description += strings.Repeat("words ", 1000*1000/6)
	}
	huge.Types["Updates"].Description += strings.Repeat("w", 4<<20)
	isFileError(t, store.Write(name, huge), name, "64 MB")
	if s, err := store.Read(name); err != nil || s.Layer != 213 {
		t.Errorf("the earlier file: %v", err)
	}
}
