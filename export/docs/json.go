package docs

import (
	"io"
	"net/url"

	"github.com/tlcrawl/tlcrawl/model"
)

type jsonDoc struct {
	Methods      map[string]jsonEntity `json:"method"`
	Constructors map[string]jsonEntity `json:"constructor"`
	Types        map[string]jsonEntity `json:"type"`
}

type jsonEntity struct {
	Description string            `json:"description"`
	Params      map[string]string `json:"params,omitempty"`
	URL         string            `json:"url,omitempty"`
}

// JSON writes the descriptions as Markdown: {KIND: {NAME: {"description", "params",
// "url"}}}. It is described by the JSON Schema "docs".
func JSON(w io.Writer, s *model.Snapshot) error {
	doc := jsonDoc{map[string]jsonEntity{}, map[string]jsonEntity{}, map[string]jsonEntity{}}
	for name, m := range model.Sorted(s.Methods) {
		doc.Methods[name] = jsonEntity{m.Description, paramTexts(m.Params, true, same, same), pageURL(s, model.KindMethod, name)}
	}
	for name, c := range model.Sorted(s.Constructors) {
		doc.Constructors[name] = jsonEntity{c.Description, paramTexts(c.Params, true, same, same), pageURL(s, model.KindConstructor, name)}
	}
	for name, t := range model.Sorted(s.Types) {
		doc.Types[name] = jsonEntity{t.Description, nil, pageURL(s, model.KindType, name)}
	}
	return encode(w, doc)
}

// pageURL is the address of an entity's page, empty for a snapshot without a site.
func pageURL(s *model.Snapshot, kind model.Kind, name string) string {
	if s.Source == "" {
		return ""
	}
	return s.Source + "/" + string(kind) + "/" + url.PathEscape(name)
}
