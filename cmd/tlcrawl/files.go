package main

import (
	"io"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// snapshot reads a snapshot from a file, or from standard input where the name is
// a dash.
func (c console) snapshot(name string) (*model.Snapshot, error) {
	if name != store.Stdio {
		return store.Read(name)
	}
	s, err := store.Decode(c.in)
	if err != nil {
		return nil, &store.FileError{Name: "standard input", Err: err}
	}
	return s, nil
}

// output writes to a file, whole or not at all, or to standard output where the
// name is empty or a dash.
func (c console) output(name string, write func(io.Writer) error) error {
	if name == "" || name == store.Stdio {
		return write(c.out)
	}
	return store.Replace(name, write)
}
