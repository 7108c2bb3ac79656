package schema

import (
	"bufio"
	"cmp"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes the schema of a snapshot as a .tl file: constructors, then functions,
// in the site's order, and the layer in a comment at the end. The lines are those of
// /schema, where a page reads differently. A snapshot without a
// line is ErrNoSchema.
func Write(w io.Writer, s *model.Snapshot) error {
	b := bufio.NewWriter(w)
	order := s.SchemaOrder()
	known := 0
	line := func(tl string) {
		if tl != "" {
			known++
			fmt.Fprintf(b, "%s;\n", tl)
		}
	}
	for _, name := range order.Constructors {
		c := s.Constructors[name]
		line(cmp.Or(c.SchemaTL, c.TL))
	}
	fmt.Fprint(b, "\n---functions---\n\n")
	for _, name := range order.Methods {
		m := s.Methods[name]
		line(cmp.Or(m.SchemaTL, m.TL))
	}
	if known == 0 {
		return ErrNoSchema
	}
	if s.Layer != 0 {
		fmt.Fprintf(b, "\n// LAYER %d\n", s.Layer)
	}
	return b.Flush()
}
