// Package verify holds a snapshot against itself: every id against its line, every
// table of parameters against the schema, every reference against what there is.
//
// It is for the nights on which the site prints something that cannot be right, and
// for schemas of unknown origin. It is not for comparing two snapshots (package
// diff). It reads no files and writes none.
//
// It promises findings in one order, and that the real schema of layers 122 to 228
// has no finding but those that are true.
package verify

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Finding is something in a snapshot that cannot be right.
type Finding struct {
	Rule string     `json:"rule"`
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
	// Param is the parameter that it is about, if it is about one.
	Param string `json:"param,omitempty"`
	Text  string `json:"text"`
}

// The rules.
const (
	// LineBroken: the line is no combinator.
	LineBroken = "line-broken"
	// LineOfAnother: the line is that of another name.
	LineOfAnother = "line-of-another"
	// IDWrong: the id is not the CRC32 of the line.
	IDWrong = "id-wrong"
	// ParamsDiffer: the table of parameters is not what the line says.
	ParamsDiffer = "params-differ"
	// ResultDiffers: the result is not what the line says.
	ResultDiffers = "result-differs"
	// TypeUnknown: a type is used that nothing builds.
	TypeUnknown = "type-unknown"
	// FlagsMissing: a conditional field names a field of flags that is not there, or
	// that comes later.
	FlagsMissing = "flags-missing"
)

// Snapshot lists what cannot be right in a snapshot, methods first, then
// constructors, by name.
func Snapshot(s *model.Snapshot) []Finding {
	v := &verifier{types: known(s)}
	for name, m := range model.Sorted(s.Methods) {
		v.entity(model.KindMethod, name, m.TL, m.ID, m.Params, m.Result)
	}
	for name, c := range model.Sorted(s.Constructors) {
		v.entity(model.KindConstructor, name, c.TL, c.ID, c.Params, c.Type)
	}
	return v.findings
}

// builtIn are the types that TL knows without a line
// (https://core.telegram.org/mtproto/serialize#base-types).
var builtIn = []string{"#", "int", "long", "double", "string", "bytes", "int128", "int256", "true", "Vector", "vector", "Type", "Object"}

// known is everything that a type may be: what constructors build and, bare, the
// constructors themselves.
func known(s *model.Snapshot) map[string]bool {
	types := map[string]bool{}
	for _, name := range builtIn {
		types[name] = true
	}
	for name := range s.Types {
		types[name] = true
	}
	for name := range s.Constructors {
		types[name] = true
	}
	return types
}

type verifier struct {
	types    map[string]bool
	findings []Finding
}

func (v *verifier) entity(kind model.Kind, name, line, id string, params []model.Param, result string) {
	found := func(rule, param, text string) {
		v.findings = append(v.findings, Finding{rule, kind, name, param, text})
	}
	if line == "" {
		return // nothing to hold it against
	}
	c, err := model.ParseCombinator(line)
	switch {
	case err != nil:
		found(LineBroken, "", err.Error())
		return
	case c.Name != name:
		found(LineOfAnother, "", fmt.Sprintf("%s has the line of %s", name, c.Name))
		return
	}
	var wrong *model.IDError
	if err := c.CheckID(); errors.As(err, &wrong) {
		found(IDWrong, "", err.Error())
	} else if c.ID != id {
		found(IDWrong, "", fmt.Sprintf("%s has the id %s, its line says %s", name, id, c.ID))
	}
	if c.Result != result {
		found(ResultDiffers, "", fmt.Sprintf("%s has the result %s, its line says %s", name, result, c.Result))
	}
	v.table(c, params, found)
	v.references(c, found)
}

// table holds the parameters of the page against those of the line.
func (v *verifier) table(c model.Combinator, params []model.Param, found func(rule, param, text string)) {
	for i := range max(len(c.Params), len(params)) {
		switch {
		case i >= len(params):
			found(ParamsDiffer, c.Params[i].Name, fmt.Sprintf("%s: the table lacks %s, the line has it", c.Name, c.Params[i].Name))
			return
		case i >= len(c.Params):
			found(ParamsDiffer, params[i].Name, fmt.Sprintf("%s: the table has %s, the line lacks it", c.Name, params[i].Name))
			return
		case c.Params[i].Name != params[i].Name || c.Params[i].Type != params[i].Type:
			found(ParamsDiffer, params[i].Name, fmt.Sprintf("%s: the table has %s:%s where the line has %s:%s",
				c.Name, params[i].Name, params[i].Type, c.Params[i].Name, c.Params[i].Type))
			return
		}
	}
}

// references makes sure that every type of the line is built by something, and that
// every condition looks at a field of flags in front of it.
func (v *verifier) references(c model.Combinator, found func(rule, param, text string)) {
	flags := map[string]bool{}
	for _, p := range c.Params {
		if p.Type == "#" {
			flags[p.Name] = true
		}
		flag, bare, conditional := model.SplitType(p.Type)
		if conditional && !flags[flag.Field] {
			found(FlagsMissing, p.Name, fmt.Sprintf("%s: %s looks at %s, which no field in front of it is", c.Name, p.Name, flag.Field))
		}
		for _, name := range names(bare) {
			if !v.types[name] && !slices.Contains(c.Generics, name) {
				found(TypeUnknown, p.Name, fmt.Sprintf("%s: nothing builds %s, the type of %s", c.Name, name, p.Name))
			}
		}
	}
	for _, name := range names(c.Result) {
		if !v.types[name] && !slices.Contains(c.Generics, name) {
			found(TypeUnknown, "", fmt.Sprintf("%s: nothing builds its result %s", c.Name, name))
		}
	}
}

// names are the names in a type: Vector and User in Vector<User>.
func names(t string) []string {
	if t == "Vector t" {
		return nil
	}
	return strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("<>!%", r) })
}
