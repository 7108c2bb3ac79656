package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// A hundred snapshots of a full layer, each with changes on one page in a hundred, need
// less than 10 MB, and each can be read unchanged.
func TestHundredSnapshots(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses a hundred snapshots")
	}
	f := store.Dir(t.TempDir())
	w := newWriter()
	s := w.layer(part)
	var want [][]byte
	for i := range manyNights {
		keepAt(t, f, s, moment(t, "2026-03-01T03:00:00Z").AddDate(0, 0, i))
		want = append(want, plainly(t, s))
		w.change(s)
		if err := f.DeltaCompress(corefork); err != nil {
			t.Fatal(err)
		}
	}
	kept := entries(t, f)
	if len(kept) != len(want) {
		t.Fatalf("%d snapshots are stored, want %d", len(kept), len(want))
	}
	for i, e := range kept {
		if got, err := store.Content(e.Path); err != nil || !bytes.Equal(got, want[i]) {
			t.Errorf("%s has changed, %v", e.Path, err)
		}
	}
	size, whole := sizeOf(t, filepath.Join(f.String(), corefork))
	t.Logf("%d KB, %d of %d snapshots are whole", size>>10, whole, manyNights)
	if size > 10<<20/part || whole > 12 {
		t.Errorf("they need %d KB, %d are whole", size>>10, whole)
	}
}

// sizeOf sums the sizes of the files of a folder, and counts the whole snapshots.
func sizeOf(t *testing.T, dir string) (size int64, whole int) {
	t.Helper()
	for _, name := range files(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		if filepath.Ext(name) == ".gz" {
			whole++
		}
	}
	return size, whole
}

// BenchmarkReadDelta reads the oldest snapshot of the longest possible chain.
func BenchmarkReadDelta(b *testing.B) {
	f := nights(b, 32)
	if err := f.DeltaCompress(corefork); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		i    int
	}{{"Oldest", 1}, {"Whole", 31}} {
		b.Run(c.name, func(b *testing.B) {
			e := entries(b, f)[c.i]
			plain, err := store.Content(e.Path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(plain)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := store.Read(e.Path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompress(b *testing.B) {
	f := nights(b, 3)
	oldest := entries(b, f)[0].Path
	whole := content(b, oldest)
	plain, err := store.Content(oldest)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(plain)))
	b.ReportAllocs()
	for b.Loop() {
		put(b, oldest, whole) // as after a kill: the delta exists, too
		if err := f.DeltaCompress(corefork); err != nil {
			b.Fatal(err)
		}
	}
}

// nights returns a data folder of n snapshots of a full layer, all whole.
func nights(b *testing.B, n int) store.Folder {
	b.Helper()
	f := store.Dir(b.TempDir())
	w := newWriter()
	s := w.layer(part)
	for i := range n {
		keepAt(b, f, s, moment(b, "2026-03-01T03:00:00Z").AddDate(0, 0, i))
		w.change(s)
	}
	return f
}

// entries returns the snapshots of a folder, each listed once.
func entries(t testing.TB, f store.Folder) []store.Entry {
	t.Helper()
	kept, err := f.Entries(corefork)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}
