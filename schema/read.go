package schema

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// LineError says which line of a file cannot be read, and why.
type LineError struct {
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *LineError) Unwrap() error { return e.Err }

// DuplicateError says that two lines define the same name differently.
type DuplicateError struct {
	Name string
	// First is the number of the line that defines the name first.
	First int
	// Lines are both definitions, without comments.
	Lines [2]string
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("%s is already defined at line %d: %.200q, then %.200q; remove one of them", e.Name, e.First, e.Lines[0], e.Lines[1])
}

// ErrNoSchema says that a file has no line of a schema.
var ErrNoSchema = errors.New("not a TL schema (no combinators)")

// ErrTooLarge says that a file is larger than MaxSize.
var ErrTooLarge = fmt.Errorf("TL schema larger than %d MB", MaxSize>>20)

// MaxSize bounds a file. The largest real schema has about 300 KB.
const MaxSize = 64 << 20

// Read reads a .tl file. The snapshot has the lines, their types, their order and the
// layer of a comment "// LAYER N". A file with headings ===N=== is the end-to-end
// schema, and one that begins with the comment of WriteSchema is the schema that the
// comment names; their lines are in Schemas.
//
// Identical lines count once. Two different lines of the same name are an error, except
// in different layers of the end-to-end schema. The errors of Read are LineErrors,
// ErrNoSchema, ErrTooLarge, and those of r.
func Read(r io.Reader) (*model.Snapshot, error) { return new(Reader).Read(r) }

// read is what Read and a Reader do; parse parses a line.
func read(r io.Reader, parse func(string) (model.Combinator, error)) (*model.Snapshot, error) {
	limited := &io.LimitedReader{R: r, N: MaxSize + 1}
	p := &parser{snapshot: model.New("", 0), seen: map[definition]seen{}, parse: parse}
	lines := bufio.NewScanner(limited)
	lines.Buffer(nil, maxLine)
	at := 0
	for lines.Scan() {
		at++
		if p.open == "" {
			p.number = at
		}
		if err := p.line(lines.Text()); err != nil {
			return nil, &LineError{p.number, err}
		}
	}
	if err := p.end(); err != nil {
		return nil, &LineError{p.number, err}
	}
	switch err := lines.Err(); {
	case limited.N <= 0:
		return nil, ErrTooLarge
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &LineError{at + 1, fmt.Errorf("longer than %d KB", maxLine>>10)}
	case err != nil:
		return nil, err
	case len(p.seen) == 0:
		return nil, ErrNoSchema
	}
	return p.snapshot, nil
}

// maxLine bounds a line of a file. Package model bounds that of a combinator.
const maxLine = 1 << 20

// definition identifies a line: only one may define it.
type definition struct {
	function bool
	layer    int
	name     string
}

type seen struct {
	number int
	line   string
}

type parser struct {
	snapshot *model.Snapshot
	seen     map[definition]seen
	// number is that of the line; of a definition over several lines, the first.
	number int
	parse  func(string) (model.Combinator, error)
	// open is a definition that continues on the next line.
	open     string
	function bool
	// schema and layer are set in schemas other than the API's.
	schema string
	layer  int
}

// heading matches the beginning of a layer of the end-to-end schema: ===8===
var heading = regexp.MustCompile(`^===\s*([0-9]{1,6})\s*===$`)

func (p *parser) line(line string) error {
	line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	if strings.HasPrefix(line, "//") {
		p.comment(line)
		return nil
	}
	if i := strings.Index(line, "//"); i > 0 {
		line = strings.TrimSpace(line[:i])
	}
	switch m := heading.FindStringSubmatch(line); {
	case line == "":
	case line == "---functions---":
		p.function = true
	case line == "---types---":
		p.function = false
	case m != nil:
		if len(p.seen) > 0 && p.schema != model.SchemaEndToEnd {
			return fmt.Errorf("the heading %s follows lines without a layer", line)
		}
		p.schema = model.SchemaEndToEnd
		p.layer, _ = strconv.Atoi(m[1])
	default:
		return p.definition(line)
	}
	return nil
}

// definition adds a line of the schema, or the beginning of one: TDLib breaks long lines
// before the result.
func (p *parser) definition(line string) error {
	p.open = strings.TrimSpace(p.open + " " + line)
	if !strings.Contains(p.open, "=") && len(p.open) < maxLine {
		return nil
	}
	return p.end()
}

// end adds the open definition.
func (p *parser) end() error {
	line := p.open
	p.open = ""
	if line == "" {
		return nil
	}
	c, err := p.parse(line)
	if err != nil {
		return err
	}
	return p.add(c)
}

// comment reads the layer of "// LAYER 214", and the name of the schema.
func (p *parser) comment(line string) {
	if number, ok := strings.CutPrefix(line, "// LAYER "); ok {
		if layer, err := strconv.Atoi(strings.TrimSpace(number)); err == nil && layer > 0 {
			p.snapshot.Layer = layer
		}
	}
	if name, ok := strings.CutPrefix(line, schemaComment); ok && len(p.seen) == 0 {
		switch name = strings.TrimSpace(name); name {
		case model.SchemaMTProto, model.SchemaEndToEnd:
			p.schema = name
		}
	}
}

// variable matches a use of a type variable: X of query:!X
var variable = regexp.MustCompile(`[:?<]!([A-Za-z_][A-Za-z0-9_]*)`)

// declare inserts the declarations of type variables, which some schemas leave out:
// {X:Type} where a parameter is query:!X.
func declare(line string) string {
	uses := variable.FindAllStringSubmatch(line, -1)
	if len(uses) == 0 || strings.Contains(line, "{") {
		return line
	}
	head, rest, _ := strings.Cut(line, " ")
	declared := map[string]bool{}
	for _, use := range uses {
		if !declared[use[1]] {
			declared[use[1]] = true
			head += " {" + use[1] + ":Type}"
		}
	}
	return head + " " + rest
}

func (p *parser) add(c model.Combinator) error {
	d := definition{p.function, p.layer, c.Name}
	if first, ok := p.seen[d]; ok {
		if first.line == c.Line {
			return nil
		}
		return &DuplicateError{c.Name, first.number, [2]string{first.line, c.Line}}
	}
	p.seen[d] = seen{p.number, c.Line}
	switch {
	case p.schema != "":
		p.addOther(c)
	case p.function:
		p.snapshot.AddMethod(c)
	default:
		p.snapshot.AddConstructor(c)
	}
	return nil
}

// addOther appends a line to a schema other than the API's.
func (p *parser) addOther(c model.Combinator) {
	if p.snapshot.Schemas == nil {
		p.snapshot.Schemas = map[string]*model.Schema{p.schema: {}}
	}
	kind := model.KindConstructor
	if p.function {
		kind = model.KindMethod
	}
	s := p.snapshot.Schemas[p.schema]
	s.Combinators = append(s.Combinators, model.SchemaLine{Kind: kind, Layer: p.layer, TL: c.Line})
}
