package atomicfile

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// WriteBytes writes b to a file, as Write does.
func WriteBytes(name string, b []byte) error {
	return Write(name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// Write replaces a file with what write writes, and creates missing parent folders. If
// write fails or panics, the file keeps its content. The error is an *Error.
func Write(name string, write func(io.Writer) error) error {
	target, err := resolve(name)
	if err != nil {
		return &Error{name, Reason(err)}
	}
	if info, err := os.Stat(target); err == nil && !info.Mode().IsRegular() {
		return writeDevice(target, write)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return &Error{name, Reason(err)}
	}
	if err := replace(target, write); err != nil {
		return &Error{name, err}
	}
	return nil
}

func buffered(f io.Writer, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}

func writeDevice(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return &Error{name, Reason(err)}
	}
	defer f.Close()
	if err := buffered(f, write); err != nil {
		return &Error{name, err}
	}
	return nil
}
