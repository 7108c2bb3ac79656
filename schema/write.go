package schema

import (
	"bufio"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes the schema of a snapshot as a .tl file: constructors, then functions,
// in the site's order, and the layer in a comment at the end.
func Write(w io.Writer, s *model.Snapshot) error {
	b := bufio.NewWriter(w)
	order := s.SchemaOrder()
	for _, name := range order.Constructors {
		fmt.Fprintf(b, "%s;\n", s.Constructors[name].TL)
	}
	fmt.Fprint(b, "\n---functions---\n\n")
	for _, name := range order.Methods {
		fmt.Fprintf(b, "%s;\n", s.Methods[name].TL)
	}
	if s.Layer != 0 {
		fmt.Fprintf(b, "\n// LAYER %d\n", s.Layer)
	}
	return b.Flush()
}
