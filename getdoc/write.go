package getdoc

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

// The whole file, as getdoc writes it and gotd/td's generator loads it
// (https://pkg.go.dev/github.com/gotd/getdoc#Doc).
type (
	written struct {
		Index        index                     `json:"index"`
		Constructors map[string]constructorDoc `json:"constructors"`
		Types        map[string]typeDoc        `json:"types"`
		Methods      map[string]methodDoc      `json:"methods"`
		Errors       map[string]errorDoc       `json:"errors"`
	}
	index struct {
		Layer      int        `json:"layer"`
		Categories []category `json:"categories"`
	}
	category struct {
		Name   string   `json:"name"`
		Values []string `json:"values"`
	}
	constructorDoc struct {
		Name        string              `json:"name"`
		Description []string            `json:"description,omitempty"`
		Links       []string            `json:"links,omitempty"`
		Fields      map[string]paramDoc `json:"fields,omitempty"`
	}
	typeDoc struct {
		Name        string   `json:"name"`
		Description []string `json:"description,omitempty"`
		Links       []string `json:"links,omitempty"`
	}
	methodDoc struct {
		Name        string              `json:"name"`
		Description []string            `json:"description,omitempty"`
		Links       []string            `json:"links,omitempty"`
		Parameters  map[string]paramDoc `json:"parameters,omitempty"`
		Errors      []errorDoc          `json:"errors,omitempty"`
		BotCanUse   bool                `json:"bot_can_use,omitempty"`
	}
	paramDoc struct {
		Name        string   `json:"name"`
		Description string   `json:"description"`
		Links       []string `json:"links,omitempty"`
	}
	errorDoc struct {
		Code        int    `json:"code"`
		Type        string `json:"type"`
		Description string `json:"description,omitempty"`
	}
)

// Write writes a snapshot as gotd/getdoc does: links are marks in the text, with their
// addresses in a list. The errors have one code per type: the one that most methods return.
// Errors that any method may return come from the site's table. Write omits and returns the
// errors that gotd/td's generator rejects: those whose type is not an identifier.
func Write(w io.Writer, s *model.Snapshot) (left []string, err error) {
	d := written{
		Index: index{Layer: s.Layer, Categories: []category{
			{"constructor", names(s.Constructors)}, {"method", names(s.Methods)}, {"type", names(s.Types)},
		}},
		Constructors: map[string]constructorDoc{}, Types: map[string]typeDoc{}, Methods: map[string]methodDoc{}, Errors: map[string]errorDoc{},
	}
	for name, c := range s.Constructors {
		text, links := paragraphs(c.Description)
		d.Constructors[name] = constructorDoc{Name: name, Description: text, Links: links, Fields: paramDocs(c.Params, c.ParamTable)}
	}
	for name, t := range s.Types {
		text, links := paragraphs(t.Description)
		d.Types[name] = typeDoc{Name: name, Description: text, Links: links}
	}
	dropped := map[string]bool{}
	for name, m := range s.Methods {
		text, links := paragraphs(m.Description)
		doc := methodDoc{Name: name, Description: text, Links: links, Parameters: paramDocs(m.Params, m.ParamTable)}
		doc.BotCanUse = m.Access != nil && m.Access.Bots != nil && *m.Access.Bots
		for _, e := range m.Errors {
			if !loadable(e.Type) {
				dropped[e.Type] = true
				continue
			}
			doc.Errors = append(doc.Errors, errorDoc{e.Code, e.Type, prose.Plain(e.Description)})
		}
		d.Methods[name] = doc
	}
	d.Errors = usual(d.Methods)
	if s.ErrorTable != nil {
		d.addGeneral(s.ErrorTable, dropped)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return slices.Sorted(maps.Keys(dropped)), enc.Encode(d)
}

// addGeneral adds the errors of the site's table that any method may return.
func (d *written) addGeneral(t *model.ErrorTable, dropped map[string]bool) {
	for _, e := range t.Errors {
		switch {
		case len(e.Methods) > 0 || d.Errors[e.Type].Type != "":
		case !loadable(e.Type):
			dropped[e.Type] = true
		default:
			d.Errors[e.Type] = errorDoc{e.Code, e.Type, prose.Plain(e.Description)}
		}
	}
}

func names[V any](m map[string]V) []string { return append([]string{}, slices.Sorted(maps.Keys(m))...) }

// paramDocs describes the parameters of a page's table: those of table where that
// differs from params.
func paramDocs(params []model.Param, table []string) map[string]paramDoc {
	docs := map[string]paramDoc{}
	for _, p := range params {
		if table != nil && !slices.Contains(table, p.Name) {
			continue
		}
		text, links := prose.Footnotes(p.Description, 1)
		docs[p.Name] = paramDoc{p.Name, text, links}
	}
	return docs
}

// paragraphs splits a description into paragraphs of one line. The marks of links count
// through all of them.
func paragraphs(markdown string) (text, links []string) {
	for part := range strings.SplitSeq(markdown, "\n\n") {
		line, more := prose.Footnotes(part, len(links)+1)
		if line != "" {
			text, links = append(text, line), append(links, more...)
		}
	}
	return text, links
}

// loadable reports whether gotd/td's generator can turn an error's type into a name
// (internal/gen of github.com/gotd/td): the parts between underscores are letters and
// digits, or a placeholder.
func loadable(typ string) bool {
	for part := range strings.SplitSeq(typ, "_") {
		if part != "*" && !word.MatchString(strings.ReplaceAll(part, "%d", "X")) {
			return false
		}
	}
	return true
}

var word = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// usual chooses for each type the code that most methods return, then the smaller one, and
// the most frequent of its descriptions.
func usual(methods map[string]methodDoc) map[string]errorDoc {
	count := map[errorDoc]int{}
	perCode := map[string]int{}
	for _, m := range methods {
		for _, e := range m.Errors {
			count[e]++
			perCode[strconv.Itoa(e.Code)+" "+e.Type]++
		}
	}
	// order is negative if a is to be chosen.
	order := func(a, b errorDoc) int {
		of := func(e errorDoc) int { return perCode[strconv.Itoa(e.Code)+" "+e.Type] }
		return cmp.Or(
			cmp.Compare(of(b), of(a)),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(count[b], count[a]),
			cmp.Compare(a.Description, b.Description),
		)
	}
	chosen := map[string]errorDoc{}
	for e := range count {
		if had, ok := chosen[e.Type]; !ok || order(e, had) < 0 {
			chosen[e.Type] = e
		}
	}
	return chosen
}
