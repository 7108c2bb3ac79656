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

func TestReadRefuses(t *testing.T) {
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
		{"empty, as a full disk leaves a file", nil, []string{"empty"}},
		{"empty, and gzipped", gzipped(t, nil), []string{"empty"}},
		{"one byte of gzip's two", whole[:1], []string{"not JSON"}},
		{"gzip's first two bytes alone", whole[:2], []string{"truncated or damaged"}},
		{"cut in gzip's header", whole[:9], []string{"truncated or damaged"}},
		{"cut after gzip's header", whole[:10], []string{"truncated or damaged"}},
		{"cut in the middle", whole[:len(whole)/2], []string{"truncated or damaged"}},
		{"cut in gzip's check sum", whole[:len(whole)-1], []string{"truncated or damaged"}},
		{"another way of packing than gzip's only one", flipped(2), []string{"truncated or damaged"}},
		{"the check sum is another", flipped(len(whole) - 5), []string{"truncated or damaged"}},
		{"the length is another", flipped(len(whole) - 1), []string{"truncated or damaged"}},
		{"a byte is another", flipped(10), []string{"truncated or damaged"}},
		{"something behind the end", append(bytes.Clone(whole), "and more"...), []string{"truncated or damaged"}},
		{"the snapshot is cut, not the gzip", gzipped(t, plain[:len(plain)-2]), []string{"truncated"}},
		{"gzipped twice", gzipped(t, whole), []string{"not JSON"}},
		{"plain and cut", plain[:len(plain)-2], []string{"truncated"}},
		{"a saved page", []byte("<!DOCTYPE html>\n<title>auth.sendCode</title>"), []string{"not JSON"}},
		{"other JSON", []byte(`{"a":1}`), []string{"not a tlcrawl snapshot"}},
		{"the field that is wrong is named", bytes.Replace(plain, []byte("0d91a548"), []byte("d91a548"), 1), []string{"methods.users.getUsers.id"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "latest.json.gz")
			put(t, name, tc.b)
			s, err := store.Read(name)
			if s != nil {
				t.Errorf("an error, and yet %v", s)
			}
			isFileError(t, err, name, tc.says...)
		})
	}
}

func TestReadTellsWhy(t *testing.T) {
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
		t.Errorf("reading left %v, want newer.json alone", got)
	}
	if _, err := os.Stat(newer); err != nil {
		t.Error(err)
	}
}
