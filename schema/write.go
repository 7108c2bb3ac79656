package schema

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Options omit lines that some generators do not accept. The zero value keeps all.
type Options struct {
	// SkipBase leaves out the definitions of built-in types, like "int ? = Int" and
	// "bytes = Bytes".
	SkipBase bool
	// SkipCore leaves out what TL libraries define themselves: boolFalse, boolTrue, true,
	// vector, error and null.
	SkipCore bool
}

var core = []string{"boolFalse", "boolTrue", "true", "vector", "error", "null"}

// bare are the built-in types that some files define without the question mark.
var bare = []string{"int", "long", "double", "string", "bytes", "int128", "int256"}

func (o Options) skips(c model.Combinator, function bool) bool {
	return o.SkipBase && isBase(c, function) || o.SkipCore && !function && slices.Contains(core, c.Name)
}

func isBase(c model.Combinator, function bool) bool {
	return c.Base || c.Repeat != "" || !function && slices.Contains(bare, c.Name)
}

// Write writes the API's schema of a snapshot as a .tl file: constructors, then
// functions, in the site's order, and the layer in a comment at the end. The lines are
// those of /schema, if a page has another. For a snapshot without lines it returns
// ErrNoSchema.
func Write(w io.Writer, s *model.Snapshot, o Options) error {
	b := bufio.NewWriter(w)
	known := 0
	lines := func(list []string, function bool) {
		for _, line := range list {
			known++
			if c, err := model.ParseCombinator(line); err != nil || !o.skips(c, function) {
				fmt.Fprintf(b, "%s;\n", line)
			}
		}
	}
	constructors, methods := apiLines(s)
	fmt.Fprintf(b, "%s\n\n", typesHeading)
	lines(constructors, false)
	fmt.Fprintf(b, "\n%s\n\n", functionsHeading)
	lines(methods, true)
	if known == 0 {
		return ErrNoSchema
	}
	if s.Layer != 0 {
		fmt.Fprintf(b, "\n// LAYER %d\n", s.Layer)
	}
	return b.Flush()
}

// apiLines returns the lines of the API's schema in the site's order.
func apiLines(s *model.Snapshot) (constructors, methods []string) {
	order := s.SchemaOrder()
	for _, name := range order.Constructors {
		c := s.Constructors[name]
		if line := cmp.Or(c.SchemaTL, c.TL); line != "" {
			constructors = append(constructors, line)
		}
	}
	for _, name := range order.Methods {
		m := s.Methods[name]
		if line := cmp.Or(m.SchemaTL, m.TL); line != "" {
			methods = append(methods, line)
		}
	}
	return constructors, methods
}

const (
	functionsHeading = "---functions---"
	typesHeading     = "---types---"
)

// schemaComment precedes the name of the schema in the first line of a file.
const schemaComment = "// SCHEMA "

// WriteSchema writes one of the site's other schemas as a .tl file, in the site's
// order, with a heading for each layer. The first line is a comment that names the
// schema, for Read. For a snapshot that lacks the schema it returns ErrNoSchema.
func WriteSchema(w io.Writer, s *model.Snapshot, name string, o Options) error {
	schema := s.Schemas[name]
	if schema == nil || len(schema.Combinators) == 0 {
		return ErrNoSchema
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s%s\n\n", schemaComment, name)
	fmt.Fprintf(b, "%s\n\n", typesHeading)
	layer, function := 0, false
	for _, l := range schema.Combinators {
		if c, err := model.ParseCombinator(l.TL); err == nil && o.skips(c, l.Kind == model.KindMethod) {
			continue
		}
		if l.Layer != layer {
			layer = l.Layer
			fmt.Fprintf(b, "===%d===\n", layer)
		}
		if f := l.Kind == model.KindMethod; f != function {
			function = f
			fmt.Fprintf(b, "\n%s\n\n", map[bool]string{true: functionsHeading, false: typesHeading}[f])
		}
		fmt.Fprintf(b, "%s;\n", l.TL)
	}
	return b.Flush()
}
