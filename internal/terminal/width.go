package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Width is how many columns the terminal w has; 0 where it is none, or does not say.
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
