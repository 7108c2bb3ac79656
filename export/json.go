package export

import (
	"encoding/json"
	"io"
)

// jsonTable is described by the JSON Schema "errors".
type jsonTable struct {
	Source string      `json:"source"`
	Layer  int         `json:"layer"`
	From   Source      `json:"from"`
	Errors []jsonError `json:"errors"`
	// Methods is who may call each method.
	Methods           map[string]Usability `json:"methods"`
	BusinessSupported []string             `json:"business_supported,omitempty"`
	UnauthedAllowed   []string             `json:"unauthed_allowed,omitempty"`
}

type jsonError struct {
	Code         int               `json:"code"`
	Type         string            `json:"type"`
	Description  string            `json:"description"`
	Template     string            `json:"template,omitempty"`
	Parameter    string            `json:"parameter,omitempty"`
	Descriptions []jsonDescription `json:"descriptions,omitempty"`
	Methods      []string          `json:"methods"`
	AnyMethod    bool              `json:"any_method,omitempty"`
	Sources      []Source          `json:"sources"`
	PagesOnly    []string          `json:"pages_only,omitempty"`
	SiteOnly     []string          `json:"site_only,omitempty"`
}

type jsonDescription struct {
	Text    string   `json:"text"`
	Source  Source   `json:"source"`
	Methods []string `json:"methods,omitempty"`
}

// JSON writes everything in the table: all descriptions of an error, and which source
// lists each method.
func JSON(w io.Writer, t *Table) error {
	doc := jsonTable{
		Source: t.Source, Layer: t.Layer, From: t.From, Errors: []jsonError{}, Methods: map[string]Usability{},
		BusinessSupported: t.BusinessSupported, UnauthedAllowed: t.UnauthedAllowed,
	}
	for _, e := range t.Errors {
		doc.Errors = append(doc.Errors, e.json(t.From))
	}
	for _, m := range t.Methods {
		doc.Methods[m.Name] = m.Usability
	}
	return encode(w, doc)
}

func (e Error) json(from Source) jsonError {
	j := jsonError{
		Code: e.Code, Type: e.Type, Description: e.Description,
		Template: Template(e.Type, e.Description), Parameter: Parameter(e.Type, e.Description),
		Methods: append([]string{}, e.Methods...), AnyMethod: e.Any,
	}
	if len(e.Pages) > 0 {
		j.Sources = append(j.Sources, Pages)
	}
	switch {
	case e.Server:
		j.Sources = append(j.Sources, Servers)
	case len(e.Site) > 0 || e.Any:
		j.Sources = append(j.Sources, Site)
	}
	if from == Both {
		j.PagesOnly, j.SiteOnly = without(e.Pages, e.Site), without(e.Site, e.Pages)
	}
	if len(e.Descriptions) > 1 {
		for _, d := range e.Descriptions {
			j.Descriptions = append(j.Descriptions, jsonDescription{d.Text, d.From, d.Methods})
		}
	}
	return j
}

// without returns the names in a that are not in b.
func without(a, b []string) []string {
	has := map[string]bool{}
	for _, name := range b {
		has[name] = true
	}
	var list []string
	for _, name := range a {
		if !has[name] {
			list = append(list, name)
		}
	}
	return list
}

func encode(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
