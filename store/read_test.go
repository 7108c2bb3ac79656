package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func TestReadRejects(t *testing.T) {
	plain := plainly(t, snapshot(214))
	whole := gzipped(t, plain)
	flipped := func(i int) []byte {
		b := bytes.Clone(whole)
		b[i] ^= 0xff
		return b
	}
	for _, tc := range []struct {
		why  string
		b    []byte
		says []string
	}{
		{"empty, after a full disk", nil, []string{"empty"}},
		{"empty, and gzipped", gzipped(t, nil), []string{"empty"}},
		{"the first byte of the gzip magic number", whole[:1], []string{"not JSON"}},
		{"only the gzip magic number", whole[:2], []string{"truncated or damaged"}},
		{"truncated in the gzip header", whole[:9], []string{"truncated or damaged"}},
		{"truncated after the gzip header", whole[:10], []string{"truncated or damaged"}},
		{"truncated in the middle", whole[:len(whole)/2], []string{"truncated or damaged"}},
		{"truncated in the gzip checksum", whole[:len(whole)-1], []string{"truncated or damaged"}},
		{"unknown gzip compression method", flipped(2), []string{"truncated or damaged"}},
		{"wrong checksum", flipped(len(whole) - 5), []string{"truncated or damaged"}},
		{"wrong length", flipped(len(whole) - 1), []string{"truncated or damaged"}},
		{"a changed byte", flipped(10), []string{"truncated or damaged"}},
		{"trailing data", append(bytes.Clone(whole), "and more"...), []string{"truncated or damaged"}},
		{"the snapshot is truncated, not the gzip", gzipped(t, plain[:len(plain)-2]), []string{"truncated"}},
		{"gzipped twice", gzipped(t, whole), []string{"not JSON"}},
		{"plain, truncated", plain[:len(plain)-2], []string{"truncated"}},
		{"a saved page", []byte("<!DOCTYPE html>\n<title>auth.sendCode</title>"), []string{"not JSON"}},
		{"other JSON", []byte(`{"a":1}`), []string{"not a tlcrawl snapshot"}},
		{"the invalid field is named", bytes.Replace(plain, []byte("0d91a548"), []byte("d91a548"), 1), []string{"methods.users.getUsers.id"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "latest.json.gz")
			put(t, name, tc.b)
			s, err := store.Read(name)
			if s != nil {
				t.Errorf("an error, but also %v", s)
			}
			isFileError(t, err, name, tc.says...)
		})
	}
}

func TestReadErrors(t *testing.T) {
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.json")
	put(t, newer, []byte(`{"schema_version":7}`))
	_, err := store.Read(newer)
	var ve *model.VersionError
	if !errors.As(err, &ve) || ve.Version != 7 {
		t.Errorf("a newer version: %v, want a VersionError of 7", err)
	}
	isFileError(t, err, newer, "update")

	missing := filepath.Join(dir, "missing.json")
	_, err = store.Read(missing)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v, want fs.ErrNotExist", err)
	}
	isFileError(t, err, missing, "no such file")

	_, err = store.Read(dir)
	isFileError(t, err, dir, "folder")

	below := filepath.Join(newer, "214.json")
	_, err = store.Read(below)
	isFileError(t, err, below)

	if got := files(t, dir); len(got) != 1 {
		t.Errorf("reading left %v, want only newer.json", got)
	}
	if _, err := os.Stat(newer); err != nil {
		t.Error(err)
	}
}
