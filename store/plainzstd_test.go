package store_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

// A snapshot compressed with zstd by hand is read as a gzipped one is.
func TestReadOfPlainZstd(t *testing.T) {
	plain := plainly(t, snapshot(214))
	whole := zstdOf(t, plain, nil)
	half := len(plain) / 2
	for _, tc := range []struct {
		why string
		b   []byte
	}{
		{"as it is", whole},
		{"in two parts", append(zstdOf(t, plain[:half], nil), zstdOf(t, plain[half:], nil)...)},
		{"behind what another program says", append(skipped("made by hand"), whole...)},
		{"behind nothing said", append(skipped(""), whole...)},
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
		{"the check sum is another", "truncated or damaged", flipped},
		{"cut", "truncated or damaged", whole[:len(whole)/2]},
		{"cut in what is skipped", "truncated or damaged", skipped("made by hand")[:12]},
		{"zstd's first bytes alone", "truncated or damaged", whole[:4]},
		{"it differs from something, and does not say from what", "truncated or damaged", zstdOf(t, plain, plain)},
		{"empty", "empty", zstdOf(t, nil, nil)},
		{"the snapshot is cut, not the zstd", "truncated", zstdOf(t, plain[:half], nil)},
	} {
		name := filepath.Join(t.TempDir(), "latest.json.zst")
		put(t, name, tc.b)
		if s, err := store.Read(name); err == nil {
			t.Errorf("%s: it is read: %v", tc.why, s)
		} else {
			isFileError(t, err, name, tc.says)
		}
	}
}
