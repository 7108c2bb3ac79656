package bucket_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// Days of a job through a store that fails now and then give the same history as through one
// that does not.
func TestFailingRequests(t *testing.T) {
	for name, faults := range map[string][]s3test.Fault{
		"busy":          {s3test.None, s3test.Busy, s3test.None},
		"lost answers":  {s3test.None, s3test.None, s3test.Lost},
		"cut bodies":    {s3test.Cut, s3test.None, s3test.None},
		"hanging":       {s3test.None, s3test.None, s3test.None, s3test.None, s3test.None, s3test.None, s3test.Hanging},
		"all in a turn": {s3test.None, s3test.Busy, s3test.None, s3test.Lost, s3test.None, s3test.Cut},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := server.NewProxy(t)
			proxy.Fail(func(n int, _ *http.Request) s3test.Fault { return faults[n%len(faults)] })
			bucketName := server.Bucket(t)
			failing := bucket.At(s3test.Address(proxy.URL, bucketName, "data", "timeout=500ms"), t.TempDir())
			var told []string
			var want []string
			for day := range 3 {
				r, err := night(t.Context(), bucket.FolderOf(failing), dayText(day), &told)
				if err != nil || r.IndexError != nil {
					t.Fatalf("day %d: %v, %v", day, err, r.IndexError)
				}
				want = append(want, dayText(day))
			}
			folder := bucket.FolderOf(bucket.At(s3test.Address(server.URL, bucketName, "data", ""), ""))
			if got := texts(t, folder); !slices.Equal(got, want) {
				t.Errorf("the history says %q, want %q", got, want)
			}
			if len(told) != 2 {
				t.Errorf("%d reports were passed on, want 2: %v", len(told), told)
			}
			if runs, err := folder.Runs(site); err != nil || len(runs) != 3 {
				t.Errorf("%d manifests, %v; want 3", len(runs), err)
			}
		})
	}
}

// A store that does not answer at all ends a run with one line, soon.
func TestDeadStore(t *testing.T) {
	for _, test := range []struct{ name, options, words string }{
		{"nothing listens", "", "cannot be reached"},
		{"it hangs", "timeout=500ms", "did not answer in time"},
	} {
		t.Run(test.name, func(t *testing.T) {
			endpoint := "http://127.0.0.1:9"
			if test.options != "" {
				proxy := server.NewProxy(t)
				proxy.Fail(func(int, *http.Request) s3test.Fault { return s3test.Hanging })
				endpoint = proxy.URL
			}
			f := bucket.FolderOf(bucket.At(s3test.Address(endpoint, "bucket", "data", test.options), ""))
			began := time.Now()
			_, err := night(t.Context(), f, "", nil)
			oneLine(t, err, "s3://bucket/data", test.words)
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			_, err = f.Sites()
			oneLine(t, err, "s3://bucket/data", test.words)
		})
	}
}

// What is wrong with the credentials, the bucket or the address is said in one line, and
// changes nothing.
func TestRefused(t *testing.T) {
	name := server.Bucket(t)
	good := s3test.Address(server.URL, name, "data", "")
	if _, err := night(t.Context(), bucket.FolderOf(bucket.At(good, "")), "A", nil); err != nil {
		t.Fatal(err)
	}
	before := objects(t, name)
	for _, test := range []struct {
		name, key, secret, address string
		words                      []string
	}{
		{"another secret", s3test.AccessKey, "wrong", good, []string{"s3://" + name + "/data", "denies access (SignatureDoesNotMatch)", "check the credentials"}},
		{"another key", "wrong", "wrong", good, []string{"No user exists with the provided access key"}},
		{"no credentials", "", "", good, []string{"no credentials", "AWS_ACCESS_KEY_ID"}},
		{"no bucket", s3test.AccessKey, s3test.SecretKey, s3test.Address(server.URL, "not-there", "data", ""), []string{"s3://not-there/data", "no such bucket"}},
		{"an unknown option", s3test.AccessKey, s3test.SecretKey, good + "&colour=red", []string{"colour"}},
		{"an invalid lease", s3test.AccessKey, s3test.SecretKey, good + "&lease=1ms", []string{`lease="1ms"`, "want"}},
		{"a prefix that leads out", s3test.AccessKey, s3test.SecretKey, s3test.Address(server.URL, name, "../other", ""), []string{"no . and .."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("AWS_ACCESS_KEY_ID", test.key)
			t.Setenv("AWS_SECRET_ACCESS_KEY", test.secret)
			f := bucket.Folder(test.address)
			_, err := night(t.Context(), f, "B", nil)
			oneLine(t, err, test.words...)
			_, err = f.Sites()
			oneLine(t, err, test.words...)
			_, err = f.Entries(site)
			oneLine(t, err, test.words...)
		})
	}
	if after := objects(t, name); !slices.Equal(before, after) {
		t.Errorf("the bucket has %v, had %v", after, before)
	}
}

// objects lists the files of a bucket in the server's folder, with their sizes.
func objects(t *testing.T, name string) []string {
	t.Helper()
	var list []string
	must(t, filepath.WalkDir(filepath.Join(server.Root, name), func(file string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			info, err := e.Info()
			must(t, err)
			list = append(list, fmt.Sprint(file, info.Size(), info.ModTime()))
		}
		return err
	}))
	return list
}

// Lists that lack new objects for a while hide no snapshot from a run: each day is compared
// with the one before, and no report is lost.
func TestLaggingLists(t *testing.T) {
	proxy := server.NewProxy(t)
	proxy.Hide(time.Hour)
	bucketName := server.Bucket(t)
	f := func() store.Folder { // a runner that remembers nothing
		return bucket.FolderOf(bucket.At(s3test.Address(proxy.URL, bucketName, "data", ""), ""))
	}
	var told []string
	for day := range 5 {
		want := nightly.Changed
		if day == 0 {
			want = nightly.First
		}
		r, err := night(t.Context(), f(), dayText(day), &told)
		if err != nil || r.Outcome != want {
			t.Fatalf("day %d: %v, %v; want %s", day, r, err, want)
		}
		if r.Report != nil && len(r.Report.Changes) != 1 {
			t.Errorf("day %d: %d changes, want 1", day, len(r.Report.Changes))
		}
		if _, s, _, err := f().Newest(site); err != nil || s == nil || s.Methods["users.method0"].Description != dayText(day) {
			t.Errorf("day %d is not the newest for readers: %v", day, err)
		}
	}
	proxy.Hide(0)
	if got := texts(t, f()); len(got) != 5 || !slices.IsSorted(got) {
		t.Errorf("in the end the history says %q", got)
	}
	for _, e := range entries(t, f())[1:] {
		if !f().HasSibling(e, "report.json") {
			t.Errorf("the report of %s is lost", e.File)
		}
	}
}

// Lists of more than a page are complete.
func TestManySnapshots(t *testing.T) {
	const many = 5000
	name := server.Bucket(t)
	folder := filepath.Join(server.Root, name, "data", site)
	must(t, os.MkdirAll(folder, 0o755))
	at := time.Date(2012, 1, 1, 3, 0, 0, 0, time.UTC)
	for i := range many {
		file := fmt.Sprintf("%s-%d.json.zst", store.Stamp(at.AddDate(0, 0, i)), 100+i/50)
		must(t, os.WriteFile(filepath.Join(folder, file), []byte("x"), 0o644))
	}
	proxy := server.NewProxy(t)
	f := bucket.FolderOf(bucket.At(s3test.Address(proxy.URL, name, "data", ""), ""))
	kept := entries(t, f)
	if len(kept) != many || !slices.IsSortedFunc(kept, func(a, b store.Entry) int { return a.Time.Compare(b.Time) }) {
		t.Errorf("%d snapshots, want %d, sorted", len(kept), many)
	}
	if e, err := f.Resolve("latest~4999"); err != nil || !e.Time.Equal(at) {
		t.Errorf("the oldest is %v, %v", e, err)
	}
	if n := proxy.Reset().Requests["LIST"]; n > 25 {
		t.Errorf("%d requests for lists", n)
	}
}

// A file that was there before is not overwritten by a run whose clock is wrong.
func TestNeverOverwritten(t *testing.T) {
	b := backend(t, "")
	f := bucket.FolderOf(b)
	e := f.At(site, 214, time.Now())
	must(t, f.Write(e, snapshot("A")))
	must(t, f.Write(e, snapshot("A")))
	err := f.Write(e, snapshot("B"))
	var file *store.FileError
	if !errors.As(err, &file) || !strings.Contains(err.Error(), "not overwritten") {
		t.Errorf("%v, want a FileError", err)
	}
	if got := texts(t, f); !slices.Equal(got, []string{"A"}) {
		t.Errorf("the history says %q", got)
	}
}
