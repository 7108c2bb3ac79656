package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// Snapshots that would not become smaller, or need too much memory, stay whole.
func TestCompressLeavesWhole(t *testing.T) {
	noise := func(n int) []byte {
		b := make([]byte, n)
		rand.NewChaCha8([32]byte{}).Read(b) //nolint:errcheck // it always succeeds
		return b
	}
	long := bytes.Repeat([]byte("a"), 9<<20)
	for _, tc := range []struct {
		why         string
		older, next []byte
	}{
		{"nothing in common with the newer one", noise(5000), plainly(t, snapshot(201))},
		{"empty", nil, plainly(t, snapshot(201))},
		{"both together exceed the window", long, long},
	} {
		f := kept(t, 3)
		list := entries(t, f)
		put(t, list[0].Path, gzipped(t, tc.older))
		put(t, list[1].Path, gzipped(t, tc.next))
		compress(t, f)
		if got := forms(t, f); got != "ggg" {
			t.Errorf("%s: %s, want ggg", tc.why, got)
		}
		if got, err := store.Content(list[0].Path); err != nil || !bytes.Equal(got, tc.older) {
			t.Errorf("%s: the snapshot has changed, %v", tc.why, err)
		}
	}

	f := kept(t, 1)
	for _, layer := range []int{201, 202} { // a base must be newer
		if err := store.Write(filepath.Join(f.String(), corefork, fmt.Sprintf("20260601T030000Z-%d.json.gz", layer)), snapshot(layer)); err != nil {
			t.Fatal(err)
		}
	}
	compress(t, f)
	if got := forms(t, f); got != "ggg" {
		t.Errorf("stored in the same second: %s, want ggg", got)
	}
}

// The bytes are preserved, whatever program wrote them.
func TestCompressKeepsBytes(t *testing.T) {
	canonical := plainly(t, snapshot(200))
	for _, tc := range []struct {
		why  string
		b    []byte
		file []byte
	}{
		{"CRLF line ends", bytes.ReplaceAll(canonical, []byte("\n"), []byte("\r\n")), nil},
		{"no final line end", bytes.TrimSuffix(canonical, []byte("\n")), nil},
		{"gzipped in two parts", canonical, append(gzipped(t, canonical[:50]), gzipped(t, canonical[50:])...)},
		{"not gzipped, despite its name", canonical, canonical},
		{"equal to the newer one", plainly(t, snapshot(201)), nil},
	} {
		f := kept(t, 3)
		if tc.file == nil {
			tc.file = gzipped(t, tc.b)
		}
		put(t, entries(t, f)[0].Path, tc.file)
		compress(t, f)
		if got := forms(t, f); got != "zgg" {
			t.Errorf("%s: %s, want zgg", tc.why, got)
		}
		if got, err := store.Content(entries(t, f)[0].Path); err != nil || !bytes.Equal(got, tc.b) {
			t.Errorf("%s: %q, %v", tc.why, got, err)
		}
	}
}
