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

// Snapshot lists what cannot be right in a snapshot, and notes: methods first, then
// constructors, then types, by name.
func Snapshot(s *model.Snapshot) []Finding {
	v := &verifier{types: known(s), order: inSchema(s)}
	for name, m := range model.Sorted(s.Methods) {
		v.entity(entity{model.KindMethod, name, m.TL, m.SchemaTL, m.ID, m.Params, m.Result, m.Documented})
	}
	for name, c := range model.Sorted(s.Constructors) {
		v.entity(entity{model.KindConstructor, name, c.TL, c.SchemaTL, c.ID, c.Params, c.Type, c.Documented})
	}
	for name, t := range model.Sorted(s.Types) {
		if len(s.Constructors) > 0 && !v.types[name] {
			v.find(TypeUnbuilt, entity{kind: model.KindType, name: name}, "", "%s: nothing builds it", name)
		}
		if t.Documented != nil && !*t.Documented {
			v.note(NotDocumented, entity{kind: model.KindType, name: name}, "", "%s: no page describes it", name)
		}
	}
	v.errorTable(s)
	return v.findings
}

// builtIn are the types that TL knows without a line
// (https://core.telegram.org/mtproto/serialize#base-types).
var builtIn = []string{"#", "int", "long", "double", "string", "bytes", "int128", "int256", "true", "Vector", "vector", "Type", "Object"}

// known is everything that a type may be: what constructors build and, bare, the
// constructors themselves. Of a snapshot without constructors the types are believed.
func known(s *model.Snapshot) map[string]bool {
	types := map[string]bool{}
	for _, name := range builtIn {
		types[name] = true
	}
	for name, c := range s.Constructors {
		types[name] = true
		types[c.Type] = true
	}
	if len(s.Constructors) == 0 {
		for name := range s.Types {
			types[name] = true
		}
	}
	return types
}

// inSchema is what /schema names, by kind; nil where that is not known.
func inSchema(s *model.Snapshot) map[model.Kind]map[string]bool {
	if s.Order == nil {
		return nil
	}
	in := map[model.Kind]map[string]bool{model.KindMethod: {}, model.KindConstructor: {}}
	for _, name := range s.Order.Methods {
		in[model.KindMethod][name] = true
	}
	for _, name := range s.Order.Constructors {
		in[model.KindConstructor][name] = true
	}
	return in
}

// entity is a method or a constructor as the rules see it.
type entity struct {
	kind       model.Kind
	name       string
	line       string // the page's
	schemaLine string // that of /schema, where it differs
	id         string
	params     []model.Param
	result     string
	documented *bool
}

type verifier struct {
	types    map[string]bool
	order    map[model.Kind]map[string]bool
	findings []Finding
}

func (v *verifier) find(rule string, e entity, param, format string, args ...any) {
	v.findings = append(v.findings, Finding{Rule: rule, Kind: e.kind, Name: e.name, Param: param, Text: fmt.Sprintf(format, args...)})
}

func (v *verifier) note(rule string, e entity, param, format string, args ...any) {
	v.find(rule, e, param, format, args...)
	v.findings[len(v.findings)-1].Note = true
}

func (v *verifier) entity(e entity) {
	switch described := e.documented != nil && *e.documented; {
	case v.order != nil && described && !v.order[e.kind][e.name]:
		v.find(NotInSchema, e, "", "%s: a page describes it, /schema does not have it", e.name)
	case e.documented != nil && !described:
		v.note(NotDocumented, e, "", "%s: no page describes it", e.name)
	}
	if e.schemaLine != "" {
		v.find(LinesDiffer, e, "", "%s: its page has the line %q, /schema has %q", e.name, e.line, e.schemaLine)
		if c, err := model.ParseCombinator(e.schemaLine); err != nil {
			v.find(LineBroken, e, "", "/schema: %v", err)
		} else if err := c.CheckID(); err != nil {
			v.find(IDWrong, e, "", "/schema: %v", err)
		}
	}
	if e.line == "" {
		return // nothing to hold it against
	}
	c, err := model.ParseCombinator(e.line)
	switch {
	case err != nil:
		v.find(LineBroken, e, "", "%v", err)
		return
	case c.Name != e.name:
		v.find(LineOfAnother, e, "", "%s has the line of %s", e.name, c.Name)
		return
	}
	var wrong *model.IDError
	if err := c.CheckID(); errors.As(err, &wrong) {
		v.find(IDWrong, e, "", "%v", err)
	} else if c.ID != e.id {
		v.find(IDWrong, e, "", "%s has the id %s, its line says %s", e.name, e.id, c.ID)
	}
	if c.Result != e.result {
		v.find(ResultDiffers, e, "", "%s has the result %s, its line says %s", e.name, e.result, c.Result)
	}
	v.table(e, c)
	v.flags(e, c)
	v.references(e, c)
}

// table holds the parameters of the page against those of the line.
func (v *verifier) table(e entity, c model.Combinator) {
	for i := range max(len(c.Params), len(e.params)) {
		switch {
		case i >= len(e.params):
			v.find(ParamsDiffer, e, c.Params[i].Name, "%s: the table lacks %s, the line has it", c.Name, c.Params[i].Name)
			return
		case i >= len(c.Params):
			v.find(ParamsDiffer, e, e.params[i].Name, "%s: the table has %s, the line lacks it", c.Name, e.params[i].Name)
			return
		case c.Params[i].Name != e.params[i].Name || c.Params[i].Type != e.params[i].Type:
			v.find(ParamsDiffer, e, e.params[i].Name, "%s: the table has %s:%s where the line has %s:%s",
				c.Name, e.params[i].Name, e.params[i].Type, c.Params[i].Name, c.Params[i].Type)
			return
		}
	}
}

// references makes sure that every type of the line is built by something.
func (v *verifier) references(e entity, c model.Combinator) {
	for _, p := range c.Params {
		_, bare, _ := model.SplitType(p.Type)
		for _, name := range names(bare) {
			if !v.types[name] && !slices.Contains(c.Generics, name) {
				v.find(TypeUnknown, e, p.Name, "%s: nothing builds %s, the type of %s", c.Name, name, p.Name)
			}
		}
	}
	for _, name := range names(c.Result) {
		if !v.types[name] && !slices.Contains(c.Generics, name) {
			v.find(TypeUnknown, e, "", "%s: nothing builds its result %s", c.Name, name)
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
