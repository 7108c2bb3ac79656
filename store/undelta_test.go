package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/tlcrawl/tlcrawl/store"
)

// skipped returns a skippable zstd frame.
func skipped(text string) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("\x50\x2a\x4d\x18"), uint32(len(text)))
	return append(b, text...)
}

// zstdOf returns a zstd frame, with a base as the dictionary.
func zstdOf(t testing.TB, b, base []byte) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderDictRaw(0, base))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll(b, nil)
}

// says returns a delta with a label.
func says(t testing.TB, label string, b, base []byte) []byte {
	t.Helper()
	return append(skipped(label), zstdOf(t, b, base)...)
}

const (
	older  = "20260601T030000Z-200" // the names of the snapshots of kept
	middle = "20260602T030000Z-201"
	newer  = "20260603T030000Z-202"
)

// In a damaged chain of three deltas, the error says why a snapshot cannot be read and how
// to fix it.
func TestReadDamagedDelta(t *testing.T) {
	good := kept(t, 5)
	compress(t, good)
	cut := func(b []byte) []byte { return b[:len(b)-5] }
	for _, tc := range []struct {
		why, name string                // of the damaged file
		change    func(b []byte) []byte // nil removes it
		read      string
		says      []string
	}{
		{"its base is missing", middle + ".json.zst", nil, older,
			[]string{"delta against " + middle, "missing", "restore " + middle + ".json.gz or .json.zst"}},
		{"the base of its base is missing", newer + ".json.zst", nil, older,
			[]string{"delta against " + newer, "missing", "restore " + newer}},
		{"the whole snapshot at the end of the chain is missing", "20260604T030000Z-203.json.gz", nil, older,
			[]string{"delta against 20260604T030000Z-203", "missing"}},
		{"the delta is truncated", older + ".json.zst", cut, older, []string{"damaged", "restore the right one"}},
		{"its base is truncated", middle + ".json.zst", cut, older, []string{"delta against " + middle, "cannot be read", "damaged"}},
		{"the whole snapshot is truncated", "20260604T030000Z-203.json.gz", cut, older, []string{"delta against 20260604T030000Z-203", "cannot be read", "truncated or damaged"}},
		{"the whole snapshot is empty", "20260604T030000Z-203.json.gz", func([]byte) []byte { return nil }, newer, []string{"20260604T030000Z-203 is not the original"}},
		{"the whole snapshot is another one", "20260604T030000Z-203.json.gz", func([]byte) []byte { return gzipped(t, plainly(t, snapshot(777))) }, newer,
			[]string{"damaged, or its base 20260604T030000Z-203 is not the original", "restore the right one"}},
		{"its base is an HTML page", middle + ".json.zst", func([]byte) []byte { return []byte("<!DOCTYPE html>") }, older, []string{middle + " is not the original"}},
		{"the delta is truncated after its label", older + ".json.zst", func(b []byte) []byte { return b[:8+len("tlcrawl: differs from ")+len(middle)] }, older, []string{"damaged"}},
		{"trailing data", older + ".json.zst", func(b []byte) []byte { return append(b, "and more"...) }, older, []string{"damaged"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			f := store.Dir(t.TempDir())
			if err := os.CopyFS(f.String(), os.DirFS(good.String())); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(f.String(), corefork)
			name := filepath.Join(dir, tc.name)
			if tc.change == nil {
				if err := os.Remove(name); err != nil {
					t.Fatal(err)
				}
			} else {
				put(t, name, tc.change(content(t, name)))
			}
			read := filepath.Join(dir, tc.read+".json.zst")
			s, err := store.Read(read)
			if s != nil {
				t.Errorf("an error, but also %v", s)
			}
			isFileError(t, err, read, tc.says...)
			if errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%v says that the file is missing, but it exists", err)
			}
			if latest, err := store.Read(entries(t, f)[len(entries(t, f))-1].Path); err != nil || latest.Layer != 204 {
				t.Errorf("the newest cannot be read either: %v", err)
			}
		})
	}
}

// The label of a delta may be hostile.
func TestReadDeltaOfHostileName(t *testing.T) {
	for _, tc := range []struct{ why, base string }{
		{"nothing", ""},
		{"a parent folder", "../../" + newer},
		{"a parent folder, after a name", newer + "/../../secret"},
		{"a Windows path", `..\` + newer},
		{"the root", "/etc/passwd"},
		{"a folder", "sub/" + newer},
		{"this folder", "./" + newer},
		{"an ending", newer + ".json.gz"},
		{"not the name of a snapshot", "secret"},
		{"an invalid date", "20269999T030000Z-202"},
		{"a second line", newer + "\n"},
		{"NUL", newer + "\x00"},
		{"its own name", middle},
		{"another layer of the same second", "20260602T030000Z-202"},
		{"an older snapshot", older},
		{"too long", newer + strings.Repeat(" ", 1<<16)},
	} {
		f := kept(t, 3)
		dir := filepath.Join(f.String(), corefork)
		whole := gzipped(t, plainly(t, snapshot(202)))
		for _, trap := range []string{"secret.json.gz", newer + ".json.gz", filepath.Join("sub", newer+".json.gz"), filepath.Join("..", newer+".json.gz"), filepath.Join("..", "..", newer+".json.gz")} {
			name := filepath.Join(dir, trap)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			put(t, name, whole)
		}
		name := filepath.Join(dir, middle+".json.zst")
		put(t, name, says(t, "tlcrawl: differs from "+tc.base, plainly(t, snapshot(201)), plainly(t, snapshot(202))))
		if s, err := store.Read(name); err == nil {
			t.Errorf("%s: it was accepted: %v", tc.why, s)
		} else {
			isFileError(t, err, name, "names no newer snapshot")
			if strings.ContainsAny(err.Error(), "\n\x00") {
				t.Errorf("%s: %q contains the label", tc.why, err)
			}
		}
	}
}

// Two deltas cannot be based on each other: one of them would name an older one.
func TestReadDeltaCycle(t *testing.T) {
	dir := t.TempDir()
	one, other := filepath.Join(dir, older+".json.zst"), filepath.Join(dir, middle+".json.zst")
	put(t, one, says(t, "tlcrawl: differs from "+middle, plainly(t, snapshot(200)), plainly(t, snapshot(201))))
	put(t, other, says(t, "tlcrawl: differs from "+older, plainly(t, snapshot(201)), plainly(t, snapshot(200))))
	_, err := store.Read(one)
	isFileError(t, err, one, "delta against "+middle, "names no newer snapshot")
	_, err = store.Read(other)
	isFileError(t, err, other, "names no newer snapshot")
}

// A snapshot can be read by a name that was looked up before it was compressed.
func TestReadCompressedSince(t *testing.T) {
	f := kept(t, 5)
	listed := entries(t, f)
	compress(t, f)
	for _, e := range listed {
		if s, err := store.Read(e.Path); err != nil || s.Layer != e.Layer {
			t.Errorf("%s: %v, %v", e.Path, s, err)
		}
	}

	gone := filepath.Join(f.String(), corefork, "20260605T030001Z-204.json.gz")
	_, err := store.Read(gone)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want fs.ErrNotExist", err)
	}
	isFileError(t, err, gone, "no such file")

	// In other folders, a name is not replaced.
	own := filepath.Join(t.TempDir(), "latest.json.gz")
	put(t, strings.TrimSuffix(own, ".gz")+".zst", zstdOf(t, plainly(t, snapshot(214)), nil))
	if _, err := store.Read(own); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want fs.ErrNotExist", err)
	}
}

// A delta from a pipe has no folder.
func TestDecodeDelta(t *testing.T) {
	f := kept(t, 3)
	compress(t, f)
	_, err := store.Decode(bytes.NewReader(content(t, entries(t, f)[0].Path)))
	if err == nil || !strings.Contains(err.Error(), "read by name, in its data folder") {
		t.Errorf("%v does not say how to read it", err)
	}
}

// A renamed delta next to its base can be read.
func TestReadRenamedDelta(t *testing.T) {
	f := kept(t, 3)
	compress(t, f)
	name := filepath.Join(f.String(), corefork, "copy")
	if err := os.Rename(entries(t, f)[0].Path, name); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Read(name); err != nil || s.Layer != 200 {
		t.Errorf("%v, %v", s, err)
	}
}

// A truncated delta and one with a changed byte are errors.
func TestReadTruncatedDelta(t *testing.T) {
	f := kept(t, 3)
	compress(t, f)
	name := entries(t, f)[0].Path
	whole := content(t, name)
	for n := range whole {
		put(t, name, whole[:n])
		if s, err := store.Read(name); err == nil {
			t.Errorf("truncated to %d of %d bytes, it was accepted: %v", n, len(whole), s)
		}
		b := bytes.Clone(whole)
		b[n] ^= 0x40
		put(t, name, b)
		if s, err := store.Read(name); err == nil && !cmp.Equal(s, snapshot(200)) {
			t.Errorf("with a changed byte at %d, it was accepted: %v", n, s)
		}
	}
}
