package store_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// aFolder has 25 snapshots, delta-compressed, of which every third has a change.
func aFolder(t *testing.T) (store.Folder, []store.Entry) {
	t.Helper()
	f := store.Dir(t.TempDir())
	for i := range 25 {
		s := model.New("https://corefork.telegram.org", 200+i/10)
		for j := range 40 {
			name := fmt.Sprintf("space.method%d", j)
			s.Methods[name] = &model.Method{Name: name, Description: fmt.Sprintf("Does %d.", j), ID: fmt.Sprintf("%08x", j+1)}
		}
		s.Methods["space.method7"].Description = fmt.Sprintf("Repeats it %d times.", i/3)
		e, err := f.Next(s, time.Date(2026, 1, 1+i, 3, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Write(e, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.DeltaCompress("corefork.telegram.org"); err != nil {
		t.Fatal(err)
	}
	kept, err := f.Entries("corefork.telegram.org")
	if err != nil || len(kept) != 25 {
		t.Fatalf("%d entries, %v", len(kept), err)
	}
	return f, kept
}

// A sequence returns the same as Folder.Read, in any order, and the same digest for both
// forms of a file.
func TestSequence(t *testing.T) {
	f, kept := aFolder(t)
	backward := slices.Clone(kept)
	slices.Reverse(backward)
	odd := append(slices.Clone(backward[3:9]), backward[5], backward[0], backward[24], backward[23])
	digests := map[time.Time]store.Digest{}
	for why, order := range map[string][]store.Entry{"newest first": backward, "oldest first": kept, "mixed": odd} {
		q := f.Sequence()
		for i, e := range order {
			want, err := f.Read(e)
			if err != nil {
				t.Fatal(err)
			}
			if i%4 == 3 {
				if _, err := q.Digest(e); err != nil {
					t.Fatal(err)
				}
			}
			got, digest, err := q.Read(e)
			if err != nil {
				t.Fatalf("%s: %s: %v", why, e.File, err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("%s: %s: -Read +Sequence\n%s", why, e.File, d)
			}
			if known, ok := digests[e.Time]; ok && known != digest {
				t.Errorf("%s: %s: the digest depends on the order", why, e.File)
			}
			digests[e.Time] = digest
		}
	}
}

// A damaged snapshot is an error, and so are its deltas; the others can be read.
func TestSequenceDamaged(t *testing.T) {
	f, kept := aFolder(t)
	damaged := kept[20]
	if err := os.Truncate(damaged.Path, 100); err != nil {
		t.Fatal(err)
	}
	q := f.Sequence()
	for _, e := range slices.Backward(kept) {
		_, wantErr := f.Read(e)
		_, _, err := q.Read(e)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%s: %v, want %v", e.File, err, wantErr)
		}
		if e.Time.After(damaged.Time) && err != nil {
			t.Errorf("%s: %v", e.File, err)
		}
	}
}
