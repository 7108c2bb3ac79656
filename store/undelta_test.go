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

// skipped is a frame that programs for zstd skip.
func skipped(text string) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("\x50\x2a\x4d\x18"), uint32(len(text)))
	return append(b, text...)
}

// zstdOf is a frame of zstd; a base is what it differs from.
func zstdOf(t testing.TB, b, base []byte) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderDictRaw(0, base))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll(b, nil)
}

// says is a delta with a label.
func says(t testing.TB, label string, b, base []byte) []byte {
	t.Helper()
	return append(skipped(label), zstdOf(t, b, base)...)
}

const (
	older  = "20260601T030000Z-200" // the names of kept
	middle = "20260602T030000Z-201"
	newer  = "20260603T030000Z-202"
)

// A damaged chain of three deltas: the error says why it cannot be read and what to do.
func TestReadPackedInTrouble(t *testing.T) {
	good := kept(t, 5)
	pack(t, good)
	cut := func(b []byte) []byte { return b[:len(b)-5] }
	for _, tc := range []struct {
		why, name string                // of the file that trouble comes to
		change    func(b []byte) []byte // nil is for taking it away
		read      string
		says      []string
	}{
		{"its base is missing", middle + ".json.zst", nil, older,
			[]string{"delta against " + middle, "missing", "restore " + middle + ".json.gz or .json.zst"}},
		{"the base of its base is missing", newer + ".json.zst", nil, older,
			[]string{"delta against " + newer, "missing", "restore " + newer}},
		{"the whole one at the end of the chain is", "20260604T030000Z-203.json.gz", nil, older,
			[]string{"delta against 20260604T030000Z-203", "missing"}},
		{"it is cut", older + ".json.zst", cut, older, []string{"damaged", "restore the right one"}},
		{"its base is cut", middle + ".json.zst", cut, older, []string{"delta against " + middle, "cannot be read", "damaged"}},
		{"the whole one is cut", "20260604T030000Z-203.json.gz", cut, older, []string{"delta against 20260604T030000Z-203", "cannot be read", "truncated or damaged"}},
		{"the whole one is empty", "20260604T030000Z-203.json.gz", func([]byte) []byte { return nil }, newer, []string{"20260604T030000Z-203 is not the original"}},
		{"the whole one is another snapshot", "20260604T030000Z-203.json.gz", func([]byte) []byte { return gzipped(t, plainly(t, snapshot(777))) }, newer,
			[]string{"damaged, or its base 20260604T030000Z-203 is not the original", "restore the right one"}},
		{"its base is a page", middle + ".json.zst", func([]byte) []byte { return []byte("<!DOCTYPE html>") }, older, []string{middle + " is not the original"}},
		{"it is cut behind what it says of itself", older + ".json.zst", func(b []byte) []byte { return b[:8+len("tlcrawl: differs from ")+len(middle)] }, older, []string{"damaged"}},
		{"something stands behind its end", older + ".json.zst", func(b []byte) []byte { return append(b, "and more"...) }, older, []string{"damaged"}},
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
				t.Errorf("an error, and yet %v", s)
			}
			isFileError(t, err, read, tc.says...)
			if errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%v says that the file is not there, and it is", err)
			}
			if latest, err := store.Read(entries(t, f)[len(entries(t, f))-1].Path); err != nil || latest.Layer != 204 {
				t.Errorf("the newest is in trouble, too: %v", err)
			}
		})
	}
}

// The label of a delta may hold anything.
func TestReadPackedOfHostileNames(t *testing.T) {
	for _, tc := range []struct{ why, base string }{
		{"nothing", ""},
		{"a folder above", "../../" + newer},
		{"a folder above, behind a name", newer + "/../../secret"},
		{"a folder of Windows", `..\` + newer},
		{"the root", "/etc/passwd"},
		{"a folder", "sub/" + newer},
		{"this folder", "./" + newer},
		{"an ending", newer + ".json.gz"},
		{"a name that is none of a snapshot", "secret"},
		{"a day that no calendar has", "20269999T030000Z-202"},
		{"a second line", newer + "\n"},
		{"NUL", newer + "\x00"},
		{"it differs from itself", middle},
		{"from another layer of the same second", "20260602T030000Z-202"},
		{"from an older one", older},
		{"more than any name has", newer + strings.Repeat(" ", 1<<16)},
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
			t.Errorf("%s: it is read: %v", tc.why, s)
		} else {
			isFileError(t, err, name, "names no newer snapshot")
			if strings.ContainsAny(err.Error(), "\n\x00") {
				t.Errorf("%s: %q repeats what it should not", tc.why, err)
			}
		}
	}
}

// Two deltas that name each other: one of them names an older one.
func TestReadPackedInACircle(t *testing.T) {
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
func TestReadOfWhatWasPackedSince(t *testing.T) {
	f := kept(t, 5)
	listed := entries(t, f)
	pack(t, f)
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

	// Elsewhere a name is a name.
	own := filepath.Join(t.TempDir(), "latest.json.gz")
	put(t, strings.TrimSuffix(own, ".gz")+".zst", zstdOf(t, plainly(t, snapshot(214)), nil))
	if _, err := store.Read(own); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want fs.ErrNotExist", err)
	}
}

// A delta from a pipe has no folder.
func TestDecodeOfAPackedOne(t *testing.T) {
	f := kept(t, 3)
	pack(t, f)
	_, err := store.Decode(bytes.NewReader(content(t, entries(t, f)[0].Path)))
	if err == nil || !strings.Contains(err.Error(), "read by name, in its data folder") {
		t.Errorf("%v does not say what to do", err)
	}
}

// Under another name, beside its base, it can be read.
func TestReadPackedRenamed(t *testing.T) {
	f := kept(t, 3)
	pack(t, f)
	name := filepath.Join(f.String(), corefork, "copy")
	if err := os.Rename(entries(t, f)[0].Path, name); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Read(name); err != nil || s.Layer != 200 {
		t.Errorf("%v, %v", s, err)
	}
}

// A truncated delta and one with a changed byte are errors.
func TestReadPackedCut(t *testing.T) {
	f := kept(t, 3)
	pack(t, f)
	name := entries(t, f)[0].Path
	whole := content(t, name)
	for n := range whole {
		put(t, name, whole[:n])
		if s, err := store.Read(name); err == nil {
			t.Errorf("cut behind %d of %d bytes it is read: %v", n, len(whole), s)
		}
		b := bytes.Clone(whole)
		b[n] ^= 0x40
		put(t, name, b)
		if s, err := store.Read(name); err == nil && !cmp.Equal(s, snapshot(200)) {
			t.Errorf("with another byte at %d it is read: %v", n, s)
		}
	}
}
