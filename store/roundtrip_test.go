package store_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteRead(t *testing.T) {
	dir := folder(t)
	for _, tc := range []struct {
		why, name string
		gzip      bool
	}{
		{"plain by its name", "214.json", false},
		{"gzipped by its name", "214.json.gz", true},
		{".gz in the middle of a name", "214.gz.json", false},
		{"no ending", "latest", false},
		{".gz in a folder's name", filepath.Join("old.gz", "214.json"), false},
		{"missing folders are created", filepath.Join("a", "b", "c", "214.json.gz"), true},
	} {
		name := filepath.Join(dir, tc.name)
		if err := store.Write(name, snapshot(214)); err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		b := content(t, name)
		if got := bytes.HasPrefix(b, []byte{0x1f, 0x8b}); got != tc.gzip {
			t.Errorf("%s: gzipped is %v, want %v", tc.why, got, tc.gzip)
		}
		if !tc.gzip && !bytes.Equal(b, plainly(t, snapshot(214))) {
			t.Errorf("%s: the file is not what model.Encode writes", tc.why)
		}
		got, err := store.Read(name)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(snapshot(214), got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
}

// A downloaded file may have lost or gained an extension.
func TestReadGoesByTheFirstBytes(t *testing.T) {
	plain := plainly(t, snapshot(214))
	half := len(plain) / 2
	for _, tc := range []struct {
		why, name string
		b         []byte
	}{
		{"gzipped without .gz", "latest.json", gzipped(t, plain)},
		{"plain with .gz", "latest.json.gz", plain},
		{"gzipped in two parts, as `cat a.gz b.gz` gives", "parts.json.gz", append(gzipped(t, plain[:half]), gzipped(t, plain[half:])...)},
	} {
		name := filepath.Join(t.TempDir(), tc.name)
		put(t, name, tc.b)
		got, err := store.Read(name)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(snapshot(214), got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
}

// Equal snapshots are written as equal files, whatever their names.
func TestWriteSameBytes(t *testing.T) {
	dir := folder(t)
	var first []byte
	for _, name := range []string{"2026-06-13.json.gz", "2026-06-14.json.gz", "latest.json.gz"} {
		name = filepath.Join(dir, name)
		if err := store.Write(name, snapshot(214)); err != nil {
			t.Fatal(err)
		}
		b := content(t, name)
		if first == nil {
			first = b
		}
		if !bytes.Equal(b, first) {
			t.Errorf("%s differs from the first", name)
		}
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if !z.ModTime.IsZero() || z.Name != "" || z.Comment != "" {
			t.Errorf("the header says %+v, want no time and no name", z.Header)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, plainly(t, snapshot(214))) {
			t.Errorf("%s differs from the output of model.Encode: %v", name, err)
		}
	}
}
