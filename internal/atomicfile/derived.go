package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteDerived replaces a file as WriteBytes does, but does not wait until the disk has it:
// after a power cut the file may be empty. It is for what is made again from other files, and
// five times as fast. The error is an *Error.
func WriteDerived(name string, b []byte) error {
	target, err := resolve(name)
	if err != nil {
		return &Error{name, Reason(err)}
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return &Error{name, Reason(err)}
	}
	if err := replaceDerived(target, b); err != nil {
		return &Error{name, Reason(err)}
	}
	return nil
}

func replaceDerived(target string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(target), ".tlcrawl")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	mode := os.FileMode(0o644)
	if info, statErr := os.Stat(target); statErr == nil {
		mode = info.Mode().Perm()
	}
	if err := errors.Join(err, f.Chmod(mode), f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), target); err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	return nil
}
