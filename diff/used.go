package diff

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Used lists what a client uses of the API: names of methods, constructors and types.
type Used struct{ names map[string]bool }

// maxUsedLine limits a line of a list of names.
const maxUsedLine = 1 << 20

// ParseUsed reads a name per line. The line may also be a TL schema line, of which the name
// counts, so a part of a .tl file is a list, too. Empty lines, lines such as
// ---functions---, and comments, which begin with # at a word or with //, are ignored. An
// error names the line.
func ParseUsed(r io.Reader) (Used, error) {
	u := Used{names: map[string]bool{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxUsedLine)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		switch {
		case line == "", strings.HasPrefix(line, "#"), strings.HasPrefix(line, "//"), strings.HasPrefix(line, "---"), strings.HasPrefix(line, "==="):
			continue
		case strings.Contains(line, "="):
			c, err := model.ParseCombinator(line)
			if err != nil {
				return Used{}, fmt.Errorf("line %d: %w", n, err)
			}
			u.names[c.Name] = true
			continue
		}
		name, _, _ := strings.Cut(line, " #")
		name = strings.TrimSpace(name)
		if err := model.CheckName(name); err != nil || strings.ContainsAny(name, " \t") {
			return Used{}, fmt.Errorf("line %d: invalid name %q (want a method, constructor or type, or a line of a schema)", n, name)
		}
		u.names[name] = true
	}
	if err := lines.Err(); err != nil {
		return Used{}, err
	}
	if len(u.names) == 0 {
		return Used{}, fmt.Errorf("no names (want a method, constructor or type per line)")
	}
	return u, nil
}

// Unknown returns the names that neither snapshot has.
func (u Used) Unknown(old, new *model.Snapshot) []string {
	var list []string
	for name := range model.Sorted(u.names) {
		if len(old.Find(name)) == 0 && len(new.Find(name)) == 0 {
			list = append(list, name)
		}
	}
	return list
}

// Len returns the number of names.
func (u Used) Len() int { return len(u.names) }

// Used returns the part of the report, which must be of these two snapshots, that concerns
// used entities: the methods and what is reachable from their parameters and results, the
// constructors and types and what is reachable from them, and what is reachable from
// Updates, which a client receives without a request. Its summary counts the changes that
// were left out.
func (r *Report) Used(u Used, old, new *model.Snapshot) *Report {
	reached := u.reach(old)
	for e := range u.reach(new) {
		reached[e] = true
	}
	for _, c := range r.Changes {
		if c.Renamed() && reached[Entity{Kind: c.Kind, Name: c.Old}] {
			reached[Entity{Kind: c.Kind, Name: c.New}] = true
		}
	}
	errors := u.errors(old, reached)
	for typ := range u.errors(new, reached) {
		errors[typ] = true
	}
	kept := r.keep(func(c Change) bool {
		switch {
		case c.Schema != "":
			return false
		case c.Kind == KindError:
			return errors[c.Name]
		}
		return reached[Entity{Kind: c.Kind, Name: c.Name}]
	})
	kept.Summary.LeftOut = r.Summary.LeftOut + len(r.Changes) - len(kept.Changes)
	return kept
}

// reach returns the entities of a snapshot that are used, directly or indirectly.
func (u Used) reach(s *model.Snapshot) map[Entity]bool {
	all := entitiesOf(s.Methods, s.Constructors, s.Types)
	reached := map[Entity]bool{}
	builds := map[string][]entity{}
	for _, c := range all[model.KindConstructor] {
		c = c.as(c.schemaLine())
		builds[c.result] = append(builds[c.result], c)
	}
	todo := []string{"Updates"}
	fields := func(params []model.Param) {
		for _, p := range params {
			todo = append(todo, typeNames(p.Type)...)
		}
	}
	for name := range u.names {
		if m, ok := all[model.KindMethod][name]; ok {
			m = m.as(m.schemaLine())
			reached[Entity{Kind: model.KindMethod, Name: name}] = true
			fields(m.params)
			todo = append(todo, typeNames(m.result)...)
		}
		if c, ok := all[model.KindConstructor][name]; ok {
			c = c.as(c.schemaLine())
			reached[Entity{Kind: model.KindConstructor, Name: name}] = true
			reached[Entity{Kind: model.KindType, Name: c.result}] = true
			fields(c.params)
		}
		if _, ok := all[model.KindType][name]; ok {
			todo = append(todo, name)
		}
	}
	seen := map[string]bool{}
	for len(todo) > 0 {
		typ := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[typ] {
			continue
		}
		seen[typ] = true
		reached[Entity{Kind: model.KindType, Name: typ}] = true
		for _, c := range builds[typ] {
			reached[Entity{Kind: model.KindConstructor, Name: c.name}] = true
			fields(c.params)
		}
	}
	return reached
}

// errors returns the errors of the site's table that a used method may return.
func (u Used) errors(s *model.Snapshot, reached map[Entity]bool) map[string]bool {
	types := map[string]bool{}
	if s.ErrorTable == nil {
		return types
	}
	for _, e := range s.ErrorTable.Errors {
		if len(e.Methods) == 0 || slices.ContainsFunc(e.Methods, func(m string) bool { return reached[Entity{Kind: model.KindMethod, Name: m}] }) {
			types[e.Type] = true
		}
	}
	return types
}
