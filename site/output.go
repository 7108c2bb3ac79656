package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// Output receives the files of a site. Their names are relative, with slashes.
type Output interface {
	Create(name string, write func(io.Writer) error) error
}

// marker is the file that marks a folder as written by this package.
const marker = ".tlcrawl-site"

// finisher is an Output that has something to do after the last file of a site.
type finisher interface{ finish() error }

// Dir writes the files to a folder: a new one, an empty one, or one that was written
// before. Each file is written atomically; one with the same content is not written. At the
// end, Write removes the files of earlier runs that it did not write again: those that the
// folder's manifest lists, and no others. It does not write through symbolic links below
// the folder. Each Write needs a Dir of its own.
func Dir(dir string) Output {
	return &folder{dir: dir, written: map[string]bool{}}
}

type folder struct {
	dir             string
	opened          bool
	listed, written manifest
}

// CheckFolder rejects a folder that does not belong to a site, and one that is, contains or
// is in the data folder. The error is a file error.
func CheckFolder(dir, data string) error {
	out, in := absolute(dir), absolute(data)
	if within, err := filepath.Rel(in, out); err == nil && filepath.IsLocal(within) {
		return &atomicfile.Error{Name: dir, Err: errors.New("is in the data folder; choose another folder for the site")}
	}
	if within, err := filepath.Rel(out, in); err == nil && filepath.IsLocal(within) {
		return &atomicfile.Error{Name: dir, Err: errors.New("contains the data folder; choose another folder for the site")}
	}
	return own(dir)
}

// absolute resolves a path as far as it exists.
func absolute(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	rest := ""
	for at := abs; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if at == filepath.Dir(at) {
			return abs
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

// own reports whether a folder is new, empty or marked.
func own(dir string) error {
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &atomicfile.Error{Name: dir, Err: atomicfile.Reason(err)}
	case len(list) == 0:
		return nil
	}
	info, err := os.Lstat(filepath.Join(dir, marker))
	if err != nil || !info.Mode().IsRegular() {
		return &atomicfile.Error{Name: dir, Err: errors.New("not a folder that `tlcrawl site` wrote: choose an empty or a new one")}
	}
	return nil
}

// open checks that the folder may be written to, and marks it.
func (f *folder) open() error {
	if f.opened {
		return nil
	}
	if err := own(f.dir); err != nil {
		return err
	}
	if err := atomicfile.WriteBytes(filepath.Join(f.dir, marker), []byte("This folder is written by `tlcrawl site`.\n")); err != nil {
		return err
	}
	err := f.noLinks(manifestFile)
	if err != nil {
		return err
	}
	if f.listed, err = readManifest(f.dir); err != nil {
		return err
	}
	f.opened = true
	return nil
}

func (f *folder) Create(name string, write func(io.Writer) error) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q leads out of the folder", name) // a bug in this package
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := f.open(); err != nil {
		return err
	}
	if err := f.noLinks(name); err != nil {
		return err
	}
	f.written[name] = true
	if err := f.announce(name); err != nil {
		return err
	}
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if same(path, b.Bytes()) {
		return nil
	}
	return atomicfile.WriteDerived(path, b.Bytes()) // a damaged page is written again
}

// noLinks rejects a name that leads through a symbolic link or to anything but a file.
func (f *folder) noLinks(name string) error {
	at := f.dir
	parts := strings.Split(name, "/")
	for i, part := range parts {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return &atomicfile.Error{Name: at, Err: atomicfile.Reason(err)}
		case info.Mode()&fs.ModeSymlink != 0:
			return &atomicfile.Error{Name: at, Err: errors.New("is a symbolic link; remove it")}
		case i == len(parts)-1 && !info.Mode().IsRegular():
			return &atomicfile.Error{Name: at, Err: errors.New("is not a regular file; remove it")}
		}
	}
	return nil
}

// same reports whether a file has this content.
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
