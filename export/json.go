package export

import (
	"encoding/json"
	"io"
	"strconv"
)

// jsonTable is the rich form, held by the JSON Schema "errors".
type jsonTable struct {
	Source string      `json:"source"`
	Layer  int         `json:"layer"`
	From   Source      `json:"from"`
	Errors []jsonError `json:"errors"`
	// Methods says who may call them.
	Methods map[string]Usability `json:"methods"`
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

// JSON writes everything that the table knows: every description where there are
// several, and whose word each method is where both sources were asked.
func JSON(w io.Writer, t *Table) error {
	doc := jsonTable{Source: t.Source, Layer: t.Layer, From: t.From, Errors: []jsonError{}, Methods: map[string]Usability{}}
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
	if len(e.Site) > 0 || e.Any {
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

// without lists the names of a that b does not have.
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

// official is the shape of /api/errors.json.
type official struct {
	Errors       map[string]map[string][]string `json:"errors"`
	Descriptions map[string]string              `json:"descriptions"`
	UserOnly     []string                       `json:"user_only"`
	BotOnly      []string                       `json:"bot_only"`
}

// Official writes the table in the shape of the site's own /api/errors.json: codes are
// strings, and an error without methods may come from any.
func Official(w io.Writer, t *Table) error {
	doc := official{map[string]map[string][]string{}, map[string]string{}, []string{}, []string{}}
	for _, e := range t.Errors {
		code := strconv.Itoa(e.Code)
		if doc.Errors[code] == nil {
			doc.Errors[code] = map[string][]string{}
		}
		methods := append([]string{}, e.Methods...)
		if e.Any {
			methods = []string{}
		}
		doc.Errors[code][e.Type] = methods
	}
	for _, of := range t.types() {
		doc.Descriptions[of.name] = t.description(of)
	}
	for _, m := range t.Methods {
		switch m.Usability {
		case ForUsers:
			doc.UserOnly = append(doc.UserOnly, m.Name)
		case ForBots:
			doc.BotOnly = append(doc.BotOnly, m.Name)
		}
	}
	return encode(w, doc)
}

func encode(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
