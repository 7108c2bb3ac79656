package schema

import (
	"bufio"
	"cmp"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes the API's schema of a snapshot as a .tl file: constructors, then
// functions, in the site's order, and the layer in a comment at the end. The lines are
// those of /schema, if a page has another. For a snapshot without lines it returns
// ErrNoSchema.
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
	fmt.Fprintf(b, "\n%s\n\n", functions)
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

const (
	functions = "---functions---"
	types     = "---types---"
)

// schemaComment precedes the name of the schema in the first line of a file.
const schemaComment = "// SCHEMA "

// WriteSchema writes one of the site's other schemas as a .tl file, in the site's
// order, with a heading for each layer. The first line is a comment that names the
// schema, for Read. For a snapshot that lacks the schema it returns ErrNoSchema.
func WriteSchema(w io.Writer, s *model.Snapshot, name string) error {
	schema := s.Schemas[name]
	if schema == nil || len(schema.Combinators) == 0 {
		return ErrNoSchema
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s%s\n\n", schemaComment, name)
	layer, function := 0, false
	for _, l := range schema.Combinators {
		if l.Layer != layer {
			layer = l.Layer
			fmt.Fprintf(b, "===%d===\n", layer)
		}
		if f := l.Kind == model.KindMethod; f != function {
			function = f
			fmt.Fprintf(b, "\n%s\n\n", map[bool]string{true: functions, false: types}[f])
		}
		fmt.Fprintf(b, "%s;\n", l.TL)
	}
	return b.Flush()
}
