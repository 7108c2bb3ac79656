package export

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// MergeError says which existing file cannot be merged, and why.
type MergeError struct {
	Name string
	Err  error
}

func (e *MergeError) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }

func (e *MergeError) Unwrap() error { return e.Err }

// Merge adds rows of existing files to files of Telethon or Pyrogram: those whose first
// cell is not in ours. Rows are sorted by their first cell. read returns an existing file,
// or fs.ErrNotExist. kept lists the rows that were added, as FILE: CELL. The errors of
// Merge are MergeErrors.
func Merge(files []File, read func(name string) ([]byte, error)) (merged []File, kept []string, err error) {
	for _, f := range files {
		existing, err := read(f.Name)
		if errors.Is(err, fs.ErrNotExist) {
			merged = append(merged, f)
			continue
		}
		if err != nil {
			return nil, nil, &MergeError{f.Name, err}
		}
		m, more, err := mergeFile(f, existing)
		if err != nil {
			return nil, nil, &MergeError{f.Name, err}
		}
		merged, kept = append(merged, m), append(kept, more...)
	}
	return merged, kept, nil
}

func mergeFile(f File, existing []byte) (merged File, kept []string, err error) {
	comma := ','
	if path.Ext(f.Name) == ".tsv" {
		comma = '\t'
	}
	ours, err := readRows(f.Data, comma)
	if err != nil {
		return File{}, nil, err
	}
	theirs, err := readRows(existing, comma)
	if err != nil {
		return File{}, nil, err
	}
	if len(theirs) == 0 {
		return f, nil, nil
	}
	if !slices.Equal(ours[0], theirs[0]) {
		return File{}, nil, fmt.Errorf("the existing header is %q (want %q)", strings.Join(theirs[0], " "), strings.Join(ours[0], " "))
	}
	known := map[string]bool{}
	for _, row := range ours[1:] {
		known[row[0]] = true
	}
	for _, row := range theirs[1:] {
		if !known[row[0]] {
			known[row[0]] = true
			ours = append(ours, row)
			kept = append(kept, f.Name+": "+row[0])
		}
	}
	slices.SortStableFunc(ours[1:], func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return csvFile(f.Name, comma, ours), kept, nil
}

// readRows reads a file of rows. Pyrogram's files do not quote cells.
func readRows(b []byte, comma rune) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma = comma
	r.LazyQuotes = comma == '\t'
	return r.ReadAll()
}
