package store_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

// A snapshot compressed with the zstd program is read like a gzipped one.
func TestReadOfPlainZstd(t *testing.T) {
	plain := plainly(t, snapshot(214))
	whole := zstdOf(t, plain, nil)
	half := len(plain) / 2
	for _, tc := range []struct {
		why string
		b   []byte
	}{
		{"one frame", whole},
		{"two frames", append(zstdOf(t, plain[:half], nil), zstdOf(t, plain[half:], nil)...)},
		{"after a skippable frame of another program", append(skipped("made by hand"), whole...)},
		{"after an empty skippable frame", append(skipped(""), whole...)},
	} {
		name := filepath.Join(t.TempDir(), "latest.json.zst")
		put(t, name, tc.b)
		s, err := store.Read(name)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(snapshot(214), s); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-1] ^= 0xff
	for _, tc := range []struct {
		why, says string
		b         []byte
	}{
		{"wrong checksum", "truncated or damaged", flipped},
		{"cut", "truncated or damaged", whole[:len(whole)/2]},
		{"truncated in a skippable frame", "truncated or damaged", skipped("made by hand")[:12]},
		{"only the magic number", "truncated or damaged", whole[:4]},
		{"a delta that does not name its base", "truncated or damaged", zstdOf(t, plain, plain)},
		{"empty", "empty", zstdOf(t, nil, nil)},
		{"the snapshot is truncated, not the zstd", "truncated", zstdOf(t, plain[:half], nil)},
	} {
		name := filepath.Join(t.TempDir(), "latest.json.zst")
		put(t, name, tc.b)
		if s, err := store.Read(name); err == nil {
			t.Errorf("%s: it was accepted: %v", tc.why, s)
		} else {
			isFileError(t, err, name, tc.says)
		}
	}
}
