package index_test

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/store"
)

// filled is a folder with random nights.
func filled(t testing.TB, dir string, nights int) store.Folder {
	t.Helper()
	f, r := store.Dir(dir), newRandom(1)
	for n := range nights {
		keep(t, f, r.next(), n)
	}
	return f
}

// Whatever is in index.db, the answers are those of a new index.
func TestDamagedIndex(t *testing.T) {
	f := filled(t, t.TempDir(), 6)
	want := dump(t, open(t, f))
	file := f.IndexPath(site)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(at int) []byte {
		b := append([]byte{}, good...)
		b[at] ^= 1
		return b
	}
	damages := map[string][]byte{
		"empty": {}, "text": []byte("not a database"), "truncated": good[:len(good)/2], "longer": append(good[:len(good):len(good)], 0),
		"another version of the schema": flipped(63), "another checksum": flipped(71),
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		damages["a bit is flipped"] = flipped(r.IntN(len(good)))
		for why, b := range damages {
			if err := os.WriteFile(file, b, 0o644); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, dump(t, open(t, f))); d != "" {
				t.Fatalf("%s:\n%s", why, d)
			}
		}
		clear(damages)
	}
}

// A folder that cannot be written to is asked like any other, and so is one whose index
// cannot be replaced.
func TestReadOnly(t *testing.T) {
	f := filled(t, t.TempDir(), 4)
	want := dump(t, open(t, f))
	dir := filepath.Dir(f.IndexPath(site))
	if err := os.Remove(f.IndexPath(site)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(f.IndexPath(site)+"/x", 0o755); err != nil { // root may write anywhere
		t.Fatal(err)
	}
	for range 2 {
		x := open(t, f)
		if d := cmp.Diff(want, dump(t, x)); d != "" || x.Kept() == nil {
			t.Errorf("kept: %v\n%s", x.Kept(), d)
		}
		x.Close()
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".index*")); err != nil || len(left) > 0 {
		t.Errorf("files are left: %v, %v", left, err)
	}
}

// Readers and writers at the same time see an index of one moment or another, never a part
// of it.
func TestConcurrent(t *testing.T) {
	f := store.Dir(t.TempDir())
	r := newRandom(2)
	var want []string
	var snapshots sync.RWMutex
	for n := range 6 {
		snapshots.Lock()
		keep(t, f, r.next(), n)
		snapshots.Unlock()
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				snapshots.RLock()
				defer snapshots.RUnlock()
				x, err := index.Open(t.Context(), f, site, index.Options{})
				if err != nil {
					t.Error(err)
					return
				}
				defer x.Close()
				list, err := x.Snapshots(t.Context())
				if err != nil || len(list) != n+1 || x.Kept() != nil {
					t.Errorf("%d snapshots, %v, %v; want %d", len(list), err, x.Kept(), n+1)
				}
			})
		}
		all.Wait()
		want = append(want, dump(t, open(t, f)))
	}
	if d := cmp.Diff(fromScratch(t, f), want[len(want)-1]); d != "" {
		t.Error(d)
	}
}

// asBuilder makes the test binary build the index of a folder and exit.
const asBuilder = "TLCRAWL_TEST_INDEX"

func TestMain(m *testing.M) {
	if dir := os.Getenv(asBuilder); dir != "" {
		x, err := index.Open(context.Background(), store.Dir(dir), site, index.Options{})
		if err != nil {
			os.Exit(2)
		}
		x.Close()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var kills = flag.Int("kills", 20, "how often TestKilled kills a process that makes or extends the index")

// A process that is killed while it makes or extends an index leaves one that is made or
// extended as if nothing had been.
func TestKilled(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	f, snapshots := store.Dir(dir), newRandom(1)
	for n := range 15 {
		keep(t, f, snapshots.next(), n)
	}
	open(t, f).Close()
	half, err := os.ReadFile(f.IndexPath(site))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 15 {
		keep(t, f, snapshots.next(), 15+n)
	}
	if err := os.Remove(f.IndexPath(site)); err != nil {
		t.Fatal(err)
	}
	build := func(kill time.Duration) time.Duration {
		ctx, cancel := context.WithTimeout(t.Context(), kill)
		defer cancel()
		cmd := exec.CommandContext(ctx, program)
		cmd.Env = append(os.Environ(), asBuilder+"="+dir)
		started := time.Now()
		if err := cmd.Run(); err != nil && ctx.Err() == nil {
			t.Fatal(err)
		}
		return time.Since(started)
	}
	whole := build(time.Minute)
	want := fromScratch(t, f)
	r := rand.New(rand.NewPCG(3, 3))
	for n := range *kills {
		if err := os.Remove(f.IndexPath(site)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if n%2 == 1 {
			if err := os.WriteFile(f.IndexPath(site), half, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		build(time.Duration(r.Int64N(int64(whole))))
		x := open(t, f)
		if d := cmp.Diff(want, dump(t, x)); d != "" {
			t.Fatal(d)
		}
		x.Close()
	}
	if err := f.Cleanup(site); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, site, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("files are left after a cleanup: %s, %v", strings.Join(left, ", "), err)
	}
}

func TestCanceled(t *testing.T) {
	f := filled(t, t.TempDir(), 3)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.Open(ctx, f, site, index.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
