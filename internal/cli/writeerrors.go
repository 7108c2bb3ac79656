package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// writeErrors writes the table, and reports what the format cannot express.
func (c console) writeErrors(format errorFormat, t *export.Table, f *errorFlags, s *model.Snapshot) error {
	var (
		left []string
		err  error
	)
	if format.folder != nil {
		left, err = c.writeFolder(format, t, f)
	} else {
		var b bytes.Buffer
		if left, err = format.file(&b, t, f, s); err == nil {
			err = c.output(f.out, func(w io.Writer) error { _, err := b.WriteTo(w); return err })
		}
	}
	if err != nil {
		return err
	}
	slices.Sort(left)
	for _, typ := range slices.Compact(left) {
		fmt.Fprintf(c.err, "tlcrawl: error %q left out: --format %s cannot express it\n", terminal.Line(typ), f.format)
	}
	c.warn(format, t, f)
	return nil
}

// warn reports problems that make generated code fail at run time.
func (c console) warn(format errorFormat, t *export.Table, f *errorFlags) {
	if f.choose.From == export.Pages && f.choose.Method == "" && f.choose.Code == 0 && len(t.Find(420, "FLOOD_WAIT_1")) == 0 {
		fmt.Fprintln(c.err, "tlcrawl: warning: FLOOD_WAIT is missing, which any method may return; use --source both")
	}
	if format.folder != nil {
		if n := len(t.Unlisted()); n > 0 && !f.serverGiven {
			fmt.Fprintf(c.err, "tlcrawl: note: %d errors that servers return are not listed; --server-errors adds them\n", n)
		}
		for _, types := range export.Clashes(t) {
			fmt.Fprintf(c.err, "tlcrawl: warning: %s become one class; the library will know only one of them\n", terminal.Line(strings.Join(types, " and ")))
		}
	}
}

// writeFolder writes the files of a format, or compares them for --check.
func (c console) writeFolder(format errorFormat, t *export.Table, f *errorFlags) (left []string, err error) {
	files, left := format.folder(t)
	if f.merge != "" {
		var kept []string
		files, kept, err = export.Merge(files, existing(f.merge))
		if merge := (*export.MergeError)(nil); errors.As(err, &merge) {
			return nil, &store.FileError{Name: filepath.Join(f.merge, merge.Name), Err: merge.Err}
		}
		for _, row := range kept {
			fmt.Fprintf(c.err, "tlcrawl: kept %s\n", terminal.Line(row))
		}
	}
	if f.check != "" {
		return left, c.compareFolder(files, f.check)
	}
	for _, file := range files {
		err := atomicfile.Write(filepath.Join(f.out, file.Name), func(w io.Writer) error {
			_, err := w.Write(file.Data)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return left, nil
}

// compareFolder prints the files that differ from those in a folder. It returns
// errDiffers if there are any.
func (c console) compareFolder(files []export.File, dir string) error {
	differ := false
	for _, file := range files {
		name := filepath.Join(dir, file.Name)
		b, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			fmt.Fprintf(c.out, "%s: missing\n", name)
		case err != nil:
			return err
		case bytes.Equal(b, file.Data):
			continue
		default:
			fmt.Fprintf(c.out, "%s: differs\n", name)
		}
		differ = true
	}
	if differ {
		return errDiffers
	}
	return nil
}

// existing reads the files of a folder, or a single file by its name.
func existing(path string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, err
		case info.IsDir():
			return os.ReadFile(filepath.Join(path, name))
		case filepath.Base(path) == name:
			return os.ReadFile(path)
		}
		return nil, fs.ErrNotExist
	}
}
