package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gotd/tl"
)

// Combinator is a parsed line of a TL schema: NAME#ID PARAMS = RESULT
// (https://core.telegram.org/mtproto/TL-combinators).
type Combinator struct {
	Name string
	// ID has 8 hexadecimal digits, or is empty if the line has none.
	ID string
	// Generics are the type variables, as in {X:Type}.
	Generics []string
	// Base marks a built-in type, as in "int ? = Int".
	Base bool
	// Repeat is the body of a line without named parameters, as "4*[ int ]" in
	// "int128 4*[ int ] = Int128".
	Repeat string
	Params []Param
	Result string
	// Line is the line as it was read, white space collapsed, without semicolon.
	Line string
}

// maxLine bounds a line. The longest in the real schema has about 3,000 bytes.
const maxLine = 64 << 10

// CombinatorError says why a line is not a combinator.
type CombinatorError struct {
	Line string
	Err  error
}

func (e *CombinatorError) Error() string {
	// The reason may quote the line, which may contain anything.
	reason := strconv.Quote(e.Err.Error())
	return fmt.Sprintf("TL line %q: %s", shorten(e.Line, 80), shorten(strings.ReplaceAll(reason[1:len(reason)-1], `\"`, `"`), 160))
}

// shorten truncates a text for a message.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n-3] + "..."
}

func (e *CombinatorError) Unwrap() error { return e.Err }

// vectorTail follows NAME#ID in the definition of vector, which has a syntax of its own
// (https://core.telegram.org/mtproto/TL-polymorph).
const vectorTail = " {t:Type} # [ t ] = Vector t"

// repeat matches what follows NAME#ID in the definition of a fixed-size array
// (https://core.telegram.org/mtproto/TL-formal#array-type).
var repeat = regexp.MustCompile(`^ ([1-9][0-9]{0,3}\*\[ [A-Za-z][A-Za-z0-9_.]* \]) = ([A-Za-z][A-Za-z0-9_.]*)$`)

// ParseCombinator parses one line of a schema, with or without its semicolon. Its
// errors are CombinatorErrors.
func ParseCombinator(line string) (Combinator, error) {
	if len(line) > maxLine {
		return Combinator{}, &CombinatorError{line, fmt.Errorf("longer than %d bytes", maxLine)}
	}
	line = strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSpace(line), ";")), " ")
	c, err := parseLine(line)
	if err != nil {
		return Combinator{}, &CombinatorError{line, err}
	}
	c.Line = line
	return c, nil
}

func parseLine(line string) (Combinator, error) {
	head, _, _ := strings.Cut(line, " ")
	name, id, hasID := strings.Cut(head, "#")
	if err := CheckName(name); err != nil {
		return Combinator{}, err
	}
	c := Combinator{Name: name}
	if hasID {
		n, err := strconv.ParseUint(id, 16, 32)
		if err != nil || len(id) > 8 {
			return Combinator{}, fmt.Errorf("invalid id %q (want at most 8 hexadecimal digits)", id)
		}
		c.ID = fmt.Sprintf("%08x", n)
	}
	if line == head+vectorTail {
		c.Generics, c.Result = []string{"t"}, "Vector t"
		return c, nil
	}
	if m := repeat.FindStringSubmatch(line[len(head):]); m != nil && isName(m[2]) {
		c.Repeat, c.Result = m[1], m[2]
		return c, nil
	}
	var def tl.Definition
	if err := def.Parse(line); err != nil {
		return Combinator{}, err
	}
	c.Generics = def.GenericParams
	seen := make(map[string]bool, len(def.Params))
	for _, p := range def.Params {
		if err := checkParam(p, def.GenericParams); err != nil {
			return Combinator{}, err
		}
		if seen[p.Name] {
			return Combinator{}, fmt.Errorf("duplicate parameter %s", p.Name)
		}
		seen[p.Name] = true
		c.Params = append(c.Params, Param{Name: p.Name, Type: paramType(p)})
	}
	for _, g := range def.GenericParams {
		if !isWord(g) {
			return Combinator{}, fmt.Errorf("invalid name %q of a type variable", g)
		}
	}
	c.Base = def.Base
	c.Result = def.Type.String()
	if got := c.String(); got != canonicalID(line, head) {
		return Combinator{}, fmt.Errorf("not in canonical form (want %q)", got)
	}
	return c, nil
}

// checkParam rejects what gotd/tl accepts and TL does not have.
func checkParam(p tl.Parameter, generics []string) error {
	if !isWord(p.Name) {
		return fmt.Errorf("invalid name %q of a parameter", p.Name)
	}
	if p.Flag != nil && (p.Flag.Index < 0 || p.Flag.Index > 31) {
		return fmt.Errorf("invalid flag %s of %s (want a bit from 0 to 31)", p.Flag, p.Name)
	}
	for t := &p.Type; t != nil; t = t.GenericArg {
		if t.GenericRef && !slices.Contains(generics, t.Name) {
			return fmt.Errorf("undeclared type variable %s of %s", t.Name, p.Name)
		}
	}
	return nil
}

func paramType(p tl.Parameter) string {
	p.Name = ""
	return p.String()
}

// canonicalID returns the line with its id as String prints it.
func canonicalID(line, head string) string {
	name, id, ok := strings.Cut(head, "#")
	if !ok {
		return line
	}
	return name + "#" + shortID(strings.ToLower(id)) + line[len(head):]
}

// shortID returns an id as schemas print it, without leading zeros.
func shortID(id string) string {
	if s := strings.TrimLeft(id, "0"); s != "" {
		return s
	}
	return "0"
}

// String formats the combinator as schemas do, without semicolon. It is the line that
// was read, except for leading zeros and capitals in the id.
func (c Combinator) String() string {
	var b strings.Builder
	b.Grow(len(c.Line))
	b.WriteString(c.Name)
	if c.ID != "" {
		b.WriteString("#" + shortID(c.ID))
	}
	if c.Result == "Vector t" {
		b.WriteString(vectorTail)
		return b.String()
	}
	if c.Repeat != "" {
		b.WriteString(" " + c.Repeat)
	}
	for _, g := range c.Generics {
		b.WriteString(" {" + g + ":Type}")
	}
	for _, p := range c.Params {
		b.WriteString(" " + p.Name + ":" + p.Type)
	}
	if c.Base {
		b.WriteString(" ?")
	}
	b.WriteString(" = " + c.Result)
	return b.String()
}

// Flag is the condition of a conditional field: field flags.N of "flags.N?type"
// (https://core.telegram.org/mtproto/TL-combinators#conditional-fields).
type Flag struct {
	Field string
	Bit   string
}

// SplitType splits a parameter's type: "flags.0?string" is the flag flags.0 and the
// type string. ok is false for a parameter that is not conditional.
func SplitType(t string) (flag Flag, bare string, ok bool) {
	cond, bare, ok := strings.Cut(t, "?")
	if !ok {
		return Flag{}, t, false
	}
	field, bit, ok := strings.Cut(cond, ".")
	if !ok {
		return Flag{}, t, false
	}
	return Flag{field, bit}, bare, true
}
