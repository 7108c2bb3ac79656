package bucket_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/history/index"
)

// Snapshots that were read before are not transferred again, nor is the index: by another
// process with the same cache neither.
func TestCache(t *testing.T) {
	bucketName, cache := server.Bucket(t), t.TempDir()
	proxy := server.NewProxy(t)
	address := s3test.Address(proxy.URL, bucketName, "data", "")
	for day := range 5 {
		_, err := night(t.Context(), bucket.FolderOf(bucket.At(address, "")), dayText(day), nil)
		must(t, err)
	}
	read := func(cache string) s3test.Counts {
		proxy.Reset()
		f := bucket.FolderOf(bucket.At(address, cache))
		if got := texts(t, f); len(got) != 5 {
			t.Errorf("%d snapshots, want 5", len(got))
		}
		x, err := index.Open(t.Context(), f, site, index.Options{})
		must(t, err)
		must(t, x.Kept())
		must(t, x.Close())
		return proxy.Reset()
	}
	first, second := read(cache), read(cache)
	snapshots := func(c s3test.Counts) (n int) {
		for _, name := range c.Read {
			if strings.Contains(name, ".json.") || strings.HasSuffix(name, "index.db") {
				n++
			}
		}
		return n
	}
	if n, again := snapshots(first), snapshots(second); n < 5 || again > 0 {
		t.Errorf("%d files are transferred, then %d, want 5 or more, then none", n, again)
	}
	if first.Out < 2*second.Out {
		t.Errorf("%d bytes, then %d", first.Out, second.Out)
	}

	damageAll(t, cache)
	if n := snapshots(read(cache)); n < 5 {
		t.Errorf("%d of the copies that are damaged are transferred again, want 5 or more", n)
	}
	if n := snapshots(read("")); n < 5 {
		t.Errorf("without a cache, %d files are transferred", n)
	}
}

// damageAll changes the last byte of every file.
func damageAll(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	must(t, err)
	for _, file := range files {
		b, err := os.ReadFile(file)
		must(t, err)
		b[len(b)-1]++
		must(t, os.WriteFile(file, b, 0o644))
	}
}

// A transfer that breaks goes on where it broke.
func TestResumedTransfer(t *testing.T) {
	bucketName := server.Bucket(t)
	proxy := server.NewProxy(t)
	b := bucket.At(s3test.Address(proxy.URL, bucketName, "data", ""), "")
	want := strings.Repeat("0123456789", 1<<19)
	must(t, b.Write("x/file.db", []byte(want)))
	proxy.Reset()
	proxy.Fail(func(n int, _ *http.Request) s3test.Fault {
		return []s3test.Fault{s3test.Cut, s3test.Cut, s3test.None}[n]
	})
	if got := content(t, b, "x/file.db"); got != want {
		t.Errorf("%d bytes, want %d", len(got), len(want))
	}
	if c := proxy.Reset(); c.Ranged != 2 || c.Requests[http.MethodGet] != 3 {
		t.Errorf("%d requests, %d of them for the rest; want 3 and 2", c.Requests[http.MethodGet], c.Ranged)
	}
}

// A reader that may not write keeps an index of its own.
func TestReadOnlyIndex(t *testing.T) {
	bucketName, cache := server.Bucket(t), t.TempDir()
	_, err := night(t.Context(), bucket.FolderOf(bucket.At(s3test.Address(server.URL, bucketName, "data", ""), "")), "A", nil)
	must(t, err)
	must(t, os.Remove(filepath.Join(server.Root, bucketName, "data", site, "index.db")))
	proxy := server.NewProxy(t)
	proxy.Deny(http.MethodPut)
	open := func() {
		f := bucket.FolderOf(bucket.At(s3test.Address(proxy.URL, bucketName, "data", ""), cache))
		x, err := index.Open(context.Background(), f, site, index.Options{})
		must(t, err)
		must(t, x.Kept())
		must(t, x.Close())
	}
	open()
	proxy.Reset()
	open()
	if c := proxy.Reset(); c.Requests[http.MethodPut] > 0 {
		t.Error("the index is made again")
	}
}
