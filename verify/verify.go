package verify

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Snapshot returns the inconsistencies of a snapshot, and notes: methods, constructors
// and types by name, then the announced entities, the error table and the other schemas.
func Snapshot(s *model.Snapshot) []Finding {
	v := &verifier{types: known(s), order: inSchema(s)}
	for name, m := range model.Sorted(s.Methods) {
		v.entity(entity{model.KindMethod, name, m.TL, m.SchemaTL, m.ID, m.Params, m.ParamTable, m.Result, m.Documented})
	}
	for name, c := range model.Sorted(s.Constructors) {
		v.entity(entity{model.KindConstructor, name, c.TL, c.SchemaTL, c.ID, c.Params, c.ParamTable, c.Type, c.Documented})
	}
	for name, t := range model.Sorted(s.Types) {
		if len(s.Constructors) > 0 && !v.types[name] {
			v.find(TypeUnbuilt, entity{kind: model.KindType, name: name}, "", "%s has no constructor", name)
		}
		if t.Documented != nil && !*t.Documented {
			v.note(NotDocumented, entity{kind: model.KindType, name: name}, "", "%s: no page describes it", name)
		}
	}
	v.announced(s)
	v.errorTable(s)
	for name, schema := range model.Sorted(s.Schemas) {
		v.other(name, schema)
	}
	return v.findings
}

// builtIn are the types that TL has without a line
// (https://core.telegram.org/mtproto/serialize#base-types).
var builtIn = []string{"#", "int", "long", "double", "string", "bytes", "int128", "int256", "true", "Vector", "vector", "Type", "Object"}

// known returns every name that may be a type: the types of constructors and, bare, the
// constructors themselves. For a snapshot without constructors it returns the types.
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

// inSchema returns the names on /schema by kind, nil if unknown.
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

// entity is a method or a constructor.
type entity struct {
	kind       model.Kind
	name       string
	line       string // on the page
	schemaLine string // on /schema, if it differs
	id         string
	params     []model.Param
	paramTable []string // on the page, if it differs from the line
	result     string
	documented *bool
}

type verifier struct {
	types    map[string]bool
	order    map[model.Kind]map[string]bool
	schema   string // of the lines that are checked, empty for the API's
	findings []Finding
}

func (v *verifier) find(rule string, e entity, param, format string, args ...any) {
	v.findings = append(v.findings, Finding{Rule: rule, Kind: e.kind, Name: e.name, Schema: v.schema, Param: param, Text: fmt.Sprintf(format, args...)})
}

func (v *verifier) note(rule string, e entity, param, format string, args ...any) {
	v.find(rule, e, param, format, args...)
	v.findings[len(v.findings)-1].Note = true
}

func (v *verifier) entity(e entity) {
	switch described := e.documented != nil && *e.documented; {
	case v.order != nil && described && !v.order[e.kind][e.name]:
		v.find(NotInSchema, e, "", "%s: a page describes it, but /schema does not have it", e.name)
	case e.documented != nil && !described:
		v.note(NotDocumented, e, "", "%s: no page describes it", e.name)
	}
	if e.schemaLine != "" {
		v.find(LinesDiffer, e, "", "%s: its page has the line %q, but /schema has %q", e.name, e.line, e.schemaLine)
		if c, err := model.ParseCombinator(e.schemaLine); err != nil {
			v.find(LineBroken, e, "", "/schema: %v", err)
		} else if err := c.CheckID(); err != nil {
			v.find(IDWrong, e, "", "/schema: %v", err)
		}
	}
	if e.line == "" {
		return
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
	if reason := c.KnownMismatch(); reason != "" && c.ID != "" && c.CRC32() != c.ID {
		v.note(IDOdd, e, "", "%s: %s is not the CRC32 of its line; known: %s", c.Name, c.ID, reason)
	}
	if err := c.CheckID(); errors.As(err, &wrong) {
		v.find(IDWrong, e, "", "%v", err)
	} else if c.ID != e.id {
		v.find(IDWrong, e, "", "%s has the id %s, but its line has %s", e.name, e.id, c.ID)
	}
	if c.Result != e.result {
		v.find(ResultDiffers, e, "", "%s has the result %s, but its line has %s", e.name, e.result, c.Result)
	}
	v.params(e, c)
	v.table(e, c)
	v.flags(e, c)
	v.references(e, c)
}

// table compares the names in the page's table of parameters with those in the line.
func (v *verifier) table(e entity, c model.Combinator) {
	if e.paramTable == nil {
		return
	}
	var line, lacks, adds []string
	for _, p := range c.Params {
		line = append(line, p.Name)
		if !slices.Contains(e.paramTable, p.Name) {
			lacks = append(lacks, p.Name)
		}
	}
	for _, name := range e.paramTable {
		if !slices.Contains(line, name) {
			adds = append(adds, name)
		}
	}
	switch {
	case len(lacks) > 0 && len(adds) > 0:
		v.find(ParamsDiffer, e, lacks[0], "%s: its parameter table lacks %s and adds %s", c.Name, strings.Join(lacks, ", "), strings.Join(adds, ", "))
	case len(lacks) > 0:
		v.find(ParamsDiffer, e, lacks[0], "%s: its parameter table lacks %s", c.Name, strings.Join(lacks, ", "))
	case len(adds) > 0:
		v.find(ParamsDiffer, e, adds[0], "%s: its parameter table adds %s", c.Name, strings.Join(adds, ", "))
	case !slices.Equal(line, e.paramTable):
		v.find(ParamsDiffer, e, line[0], "%s: its parameter table has another order than its line", c.Name)
	}
}

// params compares the parameters of the snapshot with those of the line.
func (v *verifier) params(e entity, c model.Combinator) {
	for i := range max(len(c.Params), len(e.params)) {
		switch {
		case i >= len(e.params):
			v.find(ParamsDiffer, e, c.Params[i].Name, "%s: its parameters lack %s, which its line has", c.Name, c.Params[i].Name)
			return
		case i >= len(c.Params):
			v.find(ParamsDiffer, e, e.params[i].Name, "%s: its parameters have %s, which its line lacks", c.Name, e.params[i].Name)
			return
		case c.Params[i].Name != e.params[i].Name || c.Params[i].Type != e.params[i].Type:
			v.find(ParamsDiffer, e, e.params[i].Name, "%s: its parameters have %s:%s, but its line has %s:%s",
				c.Name, e.params[i].Name, e.params[i].Type, c.Params[i].Name, c.Params[i].Type)
			return
		}
	}
}

// references checks that every type in the line has a constructor.
func (v *verifier) references(e entity, c model.Combinator) {
	for _, p := range c.Params {
		_, bare, _ := model.SplitType(p.Type)
		for _, name := range names(bare) {
			if !v.types[name] && !slices.Contains(c.Generics, name) {
				v.find(TypeUnknown, e, p.Name, "%s: %s, the type of %s, has no constructor", c.Name, name, p.Name)
				v.findings[len(v.findings)-1].About = name
			}
		}
	}
	for _, name := range names(c.Result) {
		if !v.types[name] && !slices.Contains(c.Generics, name) {
			v.find(TypeUnknown, e, "", "%s: its result %s has no constructor", c.Name, name)
			v.findings[len(v.findings)-1].About = name
		}
	}
}

// names returns the names in a type: Vector and User for Vector<User>.
func names(t string) []string {
	if t == "Vector t" {
		return nil
	}
	return strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("<>!%", r) })
}
