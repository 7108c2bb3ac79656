package site_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/site"
)

// writeTo writes a site to a folder.
func writeTo(t *testing.T, dir, url string) {
	t.Helper()
	old, new := sample(t)
	if _, err := site.Write(t.Context(), site.Dir(dir), []site.Site{one(old, new)}, site.Options{URL: url}); err != nil {
		t.Fatal(err)
	}
}

func exists(t *testing.T, file string) bool {
	t.Helper()
	_, err := os.Lstat(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return err == nil
}

// TestStale checks that files of an earlier run are removed, and nothing that this package
// did not write.
func TestStale(t *testing.T) {
	dir := t.TempDir()
	writeTo(t, dir, "https://example.org")
	manifest := filepath.Join(dir, ".tlcrawl-files")
	outside := filepath.Join(t.TempDir(), "secret.html")
	for name, listed := range map[string]bool{"method/zzz.gone.html": true, "old/deep/page.html": true, "mine.html": false, "method/mine.html": false} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		if listed {
			appendTo(t, manifest, name+"\n")
		}
	}
	if err := os.WriteFile(outside, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	away, err := filepath.Rel(dir, outside)
	if err != nil {
		t.Fatal(err)
	}
	appendTo(t, manifest, filepath.ToSlash(away)+"\n"+outside+"\n.tlcrawl-site\nmine.ht") // the last line is incomplete
	writeTo(t, dir, "")
	for name, want := range map[string]bool{
		"feed.atom": false, "feed.json": false, "opensearch.xml": false, // of the run with an address
		"method/zzz.gone.html": false, "old": false, "mine.html": true, "method/mine.html": true, "index.html": true, ".tlcrawl-site": true,
	} {
		if got := exists(t, filepath.Join(dir, filepath.FromSlash(name))); got != want {
			t.Errorf("%s exists: %t, want %t", name, got, want)
		}
	}
	if !exists(t, outside) {
		t.Error("a file outside of the folder was removed")
	}
	for name := range strings.Lines(read(t, manifest)) {
		if !exists(t, filepath.Join(dir, filepath.FromSlash(strings.TrimSpace(name)))) {
			t.Errorf("the manifest lists %s, which does not exist", name)
		}
	}
}

func appendTo(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(read(t, file)+text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestStaleBehindLink checks that no file is removed behind a symbolic link.
func TestStaleBehindLink(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	writeTo(t, dir, "")
	if err := os.WriteFile(filepath.Join(other, "page.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, filepath.Join(dir, "link")); err != nil {
		t.Skip("no symbolic links:", err)
	}
	appendTo(t, filepath.Join(dir, ".tlcrawl-files"), "link/page.html\nlink\n")
	writeTo(t, dir, "")
	if !exists(t, filepath.Join(other, "page.html")) || !exists(t, filepath.Join(dir, "link")) {
		t.Error("a file was removed through a link, or the link itself")
	}
	manifest, elsewhere := filepath.Join(dir, ".tlcrawl-files"), filepath.Join(other, "file")
	if err := errors.Join(os.Remove(manifest), os.WriteFile(elsewhere, nil, 0o644), os.Symlink(elsewhere, manifest)); err != nil {
		t.Fatal(err)
	}
	if err := site.Dir(dir).Create("index.html", put("x")); err == nil || read(t, elsewhere) != "" {
		t.Errorf("the manifest was written through a link: %v", err)
	}
}

// TestStaleStaysAfterAnError checks that an interrupted run removes nothing, and that the
// next one knows what it wrote.
func TestStaleStaysAfterAnError(t *testing.T) {
	dir := t.TempDir()
	writeTo(t, dir, "https://example.org")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	old, new := sample(t)
	if _, err := site.Write(ctx, site.Dir(dir), []site.Site{one(old, new)}, site.Options{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if !exists(t, filepath.Join(dir, "feed.atom")) {
		t.Error("an interrupted run removed a file")
	}
	out := site.Dir(dir)
	if err := out.Create("half/a.html", put("x")); err != nil {
		t.Fatal(err)
	}
	if err := out.Create("half/b.html", func(io.Writer) error { return errors.New("broken") }); err == nil {
		t.Fatal("no error")
	}
	writeTo(t, dir, "")
	if exists(t, filepath.Join(dir, "half")) {
		t.Error("a file of an interrupted run stays")
	}
}
