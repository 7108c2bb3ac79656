package store_test

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

const bombSize = 256 << 20

// A quarter of a megabyte that decompresses to 256 MB: reading stops at a limit, whatever a
// file decompresses to.
func TestReadBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses 256 MB")
	}
	name := filepath.Join(t.TempDir(), "bomb.json.gz")
	size := bomb(t, name)

	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := &counted{r: f}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = store.Decode(in)
	runtime.ReadMemStats(&after)

	var de *model.DecodeError
	if !errors.As(err, &de) {
		t.Errorf("%T %v is not a DecodeError", err, err)
	}
	if in.n > size/2 {
		t.Errorf("%d of %d bytes were decompressed", in.n, size)
	}
	// All allocations: a growing slice allocates several times its size.
	if asked := after.TotalAlloc - before.TotalAlloc; asked > 8*model.MaxSize {
		t.Errorf("%d MB of memory were allocated", asked>>20)
	}

	_, err = store.Read(name)
	isFileError(t, err, name, "larger than 64 MB")
}

// bomb writes the file and returns its size.
func bomb(t *testing.T, name string) int64 {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(z, zeros{}, bombSize); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), w.Flush()); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// counted counts the bytes that are read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// A .tl file that is too large is rejected with that reason, and not truncated.
func TestReadLargeSchema(t *testing.T) {
	line := "a#00000001 id:int = A;\n"
	for _, tc := range []struct {
		why, says string
		body      string
	}{
		{"more than 64 MB", "larger than 64 MB", strings.Repeat("// "+strings.Repeat("x", 1000)+"\n", 67_000) + line},
		{"too many lines", "more than 200000 lines", strings.Repeat("// x\n", 200_001) + line},
	} {
		name := filepath.Join(folder(t), "api.tl")
		put(t, name, []byte(tc.body))
		_, err := store.Read(name)
		isFileError(t, err, name, tc.says)
	}
}
