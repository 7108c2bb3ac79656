package site

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// Output takes the files of a site. Their names are relative, with slashes.
type Output interface {
	Create(name string, write func(io.Writer) error) error
}

// Dir puts the files into a folder. Each is written whole or not at all; one that holds
// the same bytes already is left as it is, and nothing is ever removed.
func Dir(dir string) Output { return folder(dir) }

type folder string

func (f folder) Create(name string, write func(io.Writer) error) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q leads out of the folder", name) // a mistake in this package
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if same(path, b.Bytes()) {
		return nil
	}
	return atomicfile.WriteBytes(path, b.Bytes())
}

// same tells whether a file holds these bytes.
func same(path string, want []byte) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(want)) {
		return false
	}
	got, err := os.ReadFile(path)
	return err == nil && bytes.Equal(got, want)
}

// within is a folder of an output.
type within struct {
	Output
	folder string
}

func (w within) Create(name string, write func(io.Writer) error) error {
	return w.Output.Create(w.folder+"/"+name, write)
}
