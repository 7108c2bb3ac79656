package atomicfile

import (
	"bytes"
	"io"

	"github.com/moby/sys/atomicwriter"
)

// replace replaces a regular file, or creates it. The content is collected first:
// atomicwriter cannot abandon a file.
func replace(target string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return Reason(atomicwriter.WriteFile(target, b.Bytes(), 0o644))
}
