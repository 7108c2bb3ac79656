package docs

import (
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

type mtcuteDoc struct {
	Updated string                 `json:"updated"`
	Classes map[string]mtcuteClass `json:"classes"`
	Methods map[string]mtcuteClass `json:"methods"`
	Unions  map[string]string      `json:"unions"`
}

type mtcuteClass struct {
	Comment   string            `json:"comment,omitempty"`
	Arguments map[string]string `json:"arguments,omitempty"`
	Throws    []mtcuteError     `json:"throws,omitempty"`
	// Available is user, bot or both; it is empty if the site does not state it.
	Available string `json:"available,omitempty"`
}

type mtcuteError struct {
	Code    int    `json:"code"`
	Name    string `json:"name"`
	Comment string `json:"comment"`
}

// Mtcute writes the descriptions in the shape of mtcute's cached documentation:
// {"updated", "classes", "methods", "unions"}. The value of "updated" has the layer and
// the site, but no time, so that the same snapshot gives the same bytes.
func Mtcute(w io.Writer, s *model.Snapshot) error {
	doc := mtcuteDoc{
		Updated: fmt.Sprintf("tlcrawl (layer %d) - from %s", s.Layer, s.Source),
		Classes: map[string]mtcuteClass{}, Methods: map[string]mtcuteClass{}, Unions: map[string]string{},
	}
	for name, c := range model.Sorted(s.Constructors) {
		doc.Classes[name] = mtcuteClass{Comment: prose.Plain(c.Description), Arguments: described(c.Params)}
	}
	for name, m := range model.Sorted(s.Methods) {
		class := mtcuteClass{Comment: prose.Plain(m.Description), Arguments: described(m.Params), Available: available(m.Access)}
		for _, e := range m.Errors {
			class.Throws = append(class.Throws, mtcuteError{e.Code, e.Type, prose.Plain(e.Description)})
		}
		doc.Methods[name] = class
	}
	for name, t := range model.Sorted(s.Types) {
		if text := prose.Plain(t.Description); text != "" {
			doc.Unions[name] = text
		}
	}
	return encode(w, doc)
}

// described returns the descriptions of the parameters that have one.
func described(params []model.Param) map[string]string {
	texts := map[string]string{}
	for name, text := range paramTexts(params, false, same, prose.Plain) {
		if text != "" {
			texts[name] = text
		}
	}
	return texts
}

func available(a *model.Access) string {
	switch {
	case a == nil || a.Users == nil || a.Bots == nil:
		return ""
	case *a.Users && *a.Bots:
		return "both"
	case *a.Users:
		return "user"
	case *a.Bots:
		return "bot"
	}
	return ""
}
