//go:build unix

package store_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// A pipe is written to, not replaced.
func TestWriteToPipe(t *testing.T) {
	name := filepath.Join(folder(t), "out")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip("no named pipes:", err)
	}
	// With both ends open a writer does not wait: the snapshot fits into the pipe.
	ends, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer ends.Close()
	if err := store.Write(name, snapshot(214)); err != nil {
		isFileError(t, err, name)
	}
	if got := mode(t, name); got.Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe has become %v", got)
	}
}
