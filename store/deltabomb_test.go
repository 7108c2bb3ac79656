package store_test

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// asked returns the memory that a function allocates in total.
func asked(do func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// Reading is limited for a few kilobytes that decompress to twice the limit, with and
// without a base, and for headers that claim to.
func TestReadDeltaBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses 128 MB repeatedly")
	}
	zeros := make([]byte, 2*model.MaxSize)
	whole := zstdOf(t, zeros, nil)
	var stream bytes.Buffer // without a size in the header
	z, err := zstd.NewWriter(&stream, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if _, err := z.Write(zeros[:model.MaxSize/2]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	const label = "tlcrawl: differs from " + middle
	for _, tc := range []struct {
		why  string
		b    []byte
		base []byte
		says string
	}{
		{"without a base", whole, nil, "larger than 64 MB"},
		{"without a size in the header", stream.Bytes(), nil, "larger than 64 MB"},
		{"with a base", says(t, label, zeros, plainly(t, snapshot(201))), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"with a base, without a size", append(skipped(label), stream.Bytes()...), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"many frames of the allowed size", append(skipped(label), bytes.Repeat(zstdOf(t, zeros[:model.MaxSize/2], nil), 8)...), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"the base is a bomb", says(t, label, plainly(t, snapshot(200)), nil), whole, "larger than 64 MB"},
		{"a skippable frame of 4 GB", []byte("\x50\x2a\x4d\x18\xff\xff\xff\xfftlcrawl: differs from " + middle), nil, "missing"},
		{"a window of 3.75 TB", []byte("\x28\xb5\x2f\xfd\x04\xff\x01\x00\x00\x00\x00\x00\x00"), nil, "larger than 64 MB"},
	} {
		dir := t.TempDir()
		name := filepath.Join(dir, older+".json.zst")
		put(t, name, tc.b)
		if tc.base != nil {
			put(t, filepath.Join(dir, middle+".json.gz"), tc.base)
		}
		memory := asked(func() { _, err = store.Read(name) })
		if err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want %q", tc.why, err, tc.says)
		}
		if memory > 8*model.MaxSize {
			t.Errorf("%s: %d MB of memory were allocated", tc.why, memory>>20)
		}
	}
}

// FuzzReadDelta reads arbitrary bytes as a delta next to its base: the result is an error
// or a snapshot, and memory use stays within that of the largest snapshot.
func FuzzReadDelta(f *testing.F) {
	base, plain := plainly(f, snapshot(201)), plainly(f, snapshot(200))
	good := says(f, "tlcrawl: differs from "+middle, plain, base)
	for _, b := range [][]byte{
		good, good[:len(good)/2], good[:40], append(bytes.Clone(good), good...), plain, gzipped(f, plain), zstdOf(f, plain, nil),
		skipped("tlcrawl: differs from "), skipped("tlcrawl: differs from ../" + middle), skipped(""), []byte("\x50\x2a\x4d\x18\xff\xff\xff\xff"),
		says(f, "tlcrawl: differs from "+older, plain, base), append(skipped("tlcrawl: differs from "+middle), zstdOf(f, nil, nil)...),
		append(skipped("tlcrawl: differs from "+middle), "\x28\xb5\x2f\xfd\xa0\x00\x00\x00\x04"...), // claims 64 MB
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		put(t, filepath.Join(dir, middle+".json.gz"), gzipped(t, base))
		name := filepath.Join(dir, older+".json.zst")
		put(t, name, b)
		memory := asked(func() {
			if s, err := store.Read(name); err != nil {
				isFileError(t, err, name)
			} else if err := s.Validate(); err != nil {
				t.Errorf("read an invalid snapshot: %v", err)
			}
		})
		if memory > 8*model.MaxSize {
			t.Errorf("%d MB of memory were allocated", memory>>20)
		}
	})
}
