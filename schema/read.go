package schema

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// LineError says which line of a schema cannot be read, and why.
type LineError struct {
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *LineError) Unwrap() error { return e.Err }

// ErrNoSchema says that a text holds no line of a schema.
var ErrNoSchema = errors.New("no TL schema: it has no combinator")

// maxLine bounds a line of a file; that of a combinator is bounded by package model.
const maxLine = 1 << 20

// Read reads a .tl file into a snapshot that has its lines, its types, its order and,
// where a comment "// LAYER N" says it, its layer. Of two lines with one name the
// first counts. Its errors are LineErrors, ErrNoSchema, and those of r.
func Read(r io.Reader) (*model.Snapshot, error) {
	s := model.New("", 0)
	function := false
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		switch {
		case line == "---functions---":
			function = true
		case line == "---types---":
			function = false
		case strings.HasPrefix(line, "//"):
			comment(s, line)
		case line != "":
			c, err := model.ParseCombinator(line)
			if err != nil {
				return nil, &LineError{n, err}
			}
			add(s, c, function)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(s.Methods)+len(s.Constructors) == 0 {
		return nil, ErrNoSchema
	}
	return s, nil
}

// comment takes the layer from "// LAYER 214".
func comment(s *model.Snapshot, line string) {
	if number, ok := strings.CutPrefix(line, "// LAYER "); ok {
		if layer, err := strconv.Atoi(strings.TrimSpace(number)); err == nil && layer > 0 {
			s.Layer = layer
		}
	}
}

func add(s *model.Snapshot, c model.Combinator, function bool) {
	if function {
		if s.Methods[c.Name] == nil {
			s.AddMethod(c)
		}
		return
	}
	if s.Constructors[c.Name] == nil {
		s.AddConstructor(c)
	}
}
