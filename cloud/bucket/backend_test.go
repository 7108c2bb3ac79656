package bucket_test

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"testing"

	"gocloud.dev/blob/fileblob"
	"gocloud.dev/blob/memblob"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
)

// TestBackend holds the same promises against a real S3 server, files and memory.
func TestBackend(t *testing.T) {
	for _, kind := range []struct {
		name string
		open func(*testing.T) *bucket.Bucket
	}{
		{"s3", func(t *testing.T) *bucket.Bucket { return backend(t, "") }},
		{"memory", func(t *testing.T) *bucket.Bucket {
			return bucket.New(memblob.OpenBucket(nil), "mem://", bucket.Options{})
		}},
		{"files", func(t *testing.T) *bucket.Bucket {
			b, err := fileblob.OpenBucket(t.TempDir(), &fileblob.Options{Metadata: fileblob.MetadataDontWrite})
			must(t, err)
			return bucket.New(b, "file://", bucket.Options{})
		}},
	} {
		t.Run(kind.name, func(t *testing.T) { testBackend(t, kind.open(t)) })
	}
}

func testBackend(t *testing.T, b *bucket.Bucket) {
	if list, err := b.List(""); err != nil || len(list) > 0 {
		t.Errorf("the root of an empty folder: %v, %v", list, err)
	}
	if _, err := b.List("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := b.Open("a/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	must(t, b.Remove("a/none"))

	must(t, b.Write("a/replaced.json", []byte("old")))
	must(t, b.Write("a/replaced.json", []byte("new")))
	must(t, b.Create("a/b/once.json", []byte("first")))
	must(t, b.Create("a/b/once.json", []byte("first"))) // as after an answer that was lost
	err := b.Create("a/b/once.json", []byte("second"))
	if oneLine(t, err, "a/b/once.json", "exists"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v does not match fs.ErrExist", err)
	}
	if got := content(t, b, "a/replaced.json") + content(t, b, "a/b/once.json"); got != "newfirst" {
		t.Errorf("the files have %q", got)
	}
	list, err := b.List("a")
	if err != nil || len(list) != 2 || list[0].Name != "b" || !list[0].Folder || list[1].Name != "replaced.json" || list[1].Size != 3 || list[1].Changed.IsZero() {
		t.Errorf("the list is %+v, %v", list, err)
	}
	for text, want := range map[string]bool{"new": true, "old": false, "longer": false} {
		if same, err := b.Equal("a/replaced.json", []byte(text)); same != want || err != nil {
			t.Errorf("equal to %q: %t, %v", text, same, err)
		}
	}
	if same, err := b.Equal("a/none", nil); same || err != nil {
		t.Errorf("a missing file is equal: %v", err)
	}

	must(t, b.Replace("a/replaced.json", "a/other.zst", []byte("smaller")))
	must(t, b.Rename("a/b/once.json", "damaged/once.json"))
	list, err = b.List("a")
	if err != nil || len(list) != 1 || list[0].Name != "other.zst" {
		t.Errorf("after replacing and renaming: %+v, %v", list, err)
	}
	if got := content(t, b, "damaged/once.json"); got != "first" {
		t.Errorf("the renamed file has %q", got)
	}
}

// The record of the newest file moves forward only.
func TestNewest(t *testing.T) {
	b := backend(t, "")
	if name, err := b.Newest(site); name != "" || err != nil {
		t.Errorf("before any: %q, %v", name, err)
	}
	for _, step := range []struct{ set, want string }{{"2026-06-01", "2026-06-01"}, {"2026-06-03", "2026-06-03"}, {"2026-06-02", "2026-06-03"}} {
		must(t, b.SetNewest(site, step.set))
		if name, err := b.Newest(site); name != step.want || err != nil {
			t.Errorf("after %s: %q, %v, want %q", step.set, name, err, step.want)
		}
	}
}

// What many machines record at a time ends with the newest of all.
func TestNewestRace(t *testing.T) {
	address := backend(t, "")
	names := []string{"a", "e", "c", "d", "b", "f", "h", "g"}
	done := make(chan error)
	for _, name := range names {
		go func() { done <- address.SetNewest(site, name) }()
	}
	for range names {
		must(t, <-done)
	}
	if name, err := address.Newest(site); name != slices.Max(names) || err != nil {
		t.Errorf("%q, %v", name, err)
	}
}

// Binary content comes back as it was, whatever its size.
func TestSizes(t *testing.T) {
	b := backend(t, "")
	for _, size := range []int{0, 1, 1 << 10, 17 << 20} {
		want := bytes.Repeat([]byte{0, 255, 7}, size/3+1)[:size]
		must(t, b.Write("x/file.db", want))
		if got := content(t, b, "x/file.db"); got != string(want) {
			t.Errorf("%d bytes come back as %d", size, len(got))
		}
	}
}
