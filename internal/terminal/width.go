package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Width returns the number of columns of the terminal w, 0 if it is not a terminal or
// does not report its size.
func Width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}
