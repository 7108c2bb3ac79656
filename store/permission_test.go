//go:build unix

package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

func mode(t *testing.T, name string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

// A new file has the permissions of the earlier one.
func TestWriteKeepsPermissions(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "latest.json")
	for _, want := range []fs.FileMode{0o600, 0o640, 0o644, 0o664, 0o666, 0o400} {
		put(t, name, []byte("{}"))
		if err := os.Chmod(name, want); err != nil {
			t.Fatal(err)
		}
		if err := store.Write(name, snapshot(214)); err != nil {
			t.Fatal(err)
		}
		if got := mode(t, name); got != want {
			t.Errorf("permissions are %v, want those of the earlier file, %v", got, want)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// A new file has the default permissions.
func TestWriteNewPermissions(t *testing.T) {
	dir := folder(t)
	like, name := filepath.Join(dir, "like.json"), filepath.Join(dir, "latest.json")
	put(t, like, nil)
	if err := store.Write(name, snapshot(214)); err != nil {
		t.Fatal(err)
	}
	if got, want := mode(t, name), mode(t, like); got != want {
		t.Errorf("permissions are %v, want %v", got, want)
	}
}

// A delta has the permissions and the time of the whole file.
func TestCompressKeepsPermissions(t *testing.T) {
	for _, want := range []fs.FileMode{0o600, 0o640, 0o664, 0o400} {
		f := kept(t, 3)
		oldest := entries(t, f)[0]
		then := firstTime(t)
		if err := errors.Join(os.Chmod(oldest.Path, want), os.Chtimes(oldest.Path, then, then)); err != nil {
			t.Fatal(err)
		}
		compress(t, f)
		info, err := os.Stat(oldest.SiblingPath("json.zst"))
		if err != nil || info.Mode() != want || !info.ModTime().Equal(then) {
			t.Errorf("%v, %v, want %v and %v", info, err, want, then)
		}
	}
}
