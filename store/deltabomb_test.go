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

// asked is how much memory a function allocates in all.
func asked(do func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// A few kilobytes that decompress to twice the limit, with and without a base, and those that claim to:
// what is decompressed is bounded.
func TestReadPackedBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("packs 128 MB again and again")
	}
	zeros := make([]byte, 2*model.MaxSize)
	whole := zstdOf(t, zeros, nil)
	var stream bytes.Buffer // does not say how large it is
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
		{"it does not say how large it is", stream.Bytes(), nil, "larger than 64 MB"},
		{"with a base", says(t, label, zeros, plainly(t, snapshot(201))), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"with a base, and silent", append(skipped(label), stream.Bytes()...), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"many of what is allowed, one behind the other", append(skipped(label), bytes.Repeat(zstdOf(t, zeros[:model.MaxSize/2], nil), 8)...), gzipped(t, plainly(t, snapshot(201))), "larger than 64 MB"},
		{"the base is one", says(t, label, plainly(t, snapshot(200)), nil), whole, "larger than 64 MB"},
		{"4 GB are to be skipped", []byte("\x50\x2a\x4d\x18\xff\xff\xff\xfftlcrawl: differs from " + middle), nil, "missing"},
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
			t.Errorf("%s: %d MB of memory were asked for", tc.why, memory>>20)
		}
	}
}

// FuzzReadDelta reads anything as a delta beside its base: that is an error or a
// snapshot, and never more memory than the largest snapshot needs.
func FuzzReadDelta(f *testing.F) {
	base, plain := plainly(f, snapshot(201)), plainly(f, snapshot(200))
	good := says(f, "tlcrawl: differs from "+middle, plain, base)
	for _, b := range [][]byte{
		good, good[:len(good)/2], good[:40], append(bytes.Clone(good), good...), plain, gzipped(f, plain), zstdOf(f, plain, nil),
		skipped("tlcrawl: differs from "), skipped("tlcrawl: differs from ../" + middle), skipped(""), []byte("\x50\x2a\x4d\x18\xff\xff\xff\xff"),
		says(f, "tlcrawl: differs from "+older, plain, base), append(skipped("tlcrawl: differs from "+middle), zstdOf(f, nil, nil)...),
		append(skipped("tlcrawl: differs from "+middle), "\x28\xb5\x2f\xfd\xa0\x00\x00\x00\x04"...), // says that it is 64 MB
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
			t.Errorf("%d MB of memory were asked for", memory>>20)
		}
	})
}
