// Package getdoc reads and writes the documentation that gotd/getdoc makes of the site, the
// N.json files of that project and of gotd/td, in the place of a snapshot.
//
// It is for comparing with years for which no snapshot was kept. Such a file has
// less: no TL lines, no types and no order of parameters, no results, one code an
// error at the most; links are marks in the text. What it does not have is left out,
// and is no change.
//
// It promises to refuse what is no such file, with an error that names the field.
package getdoc

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Source is the site that getdoc reads.
const Source = "https://core.telegram.org"

// document is the file, as far as it is read
// (https://pkg.go.dev/github.com/gotd/getdoc#Doc).
type document struct {
	Index *struct {
		Layer int `json:"layer"`
	} `json:"index"`
	Methods      map[string]entry `json:"methods"`
	Constructors map[string]entry `json:"constructors"`
	Types        map[string]entry `json:"types"`
}

type entry struct {
	Description []string         `json:"description"`
	Parameters  map[string]param `json:"parameters"`
	Fields      map[string]param `json:"fields"`
	Errors      []struct {
		Code        int    `json:"code"`
		Type        string `json:"type"`
		Description string `json:"description"`
	} `json:"errors"`
}

type param struct {
	Description string `json:"description"`
}

// ErrNoDocument says that a file was not made by getdoc.
var ErrNoDocument = errors.New("no file of getdoc: it has no index")

// Read reads a file into a snapshot. Its errors are ErrNoDocument, DecodeErrors of
// package model for names that cannot be, and those of r and of encoding/json.
func Read(r io.Reader) (*model.Snapshot, error) {
	var d document
	if err := json.NewDecoder(r).Decode(&d); err != nil {
		return nil, fmt.Errorf("no file of getdoc: %w", err)
	}
	if d.Index == nil {
		return nil, ErrNoDocument
	}
	s := model.New(Source, d.Index.Layer)
	for name, e := range d.Methods {
		m := &model.Method{Name: name, Description: e.text(), Params: params(e.Parameters)}
		for _, f := range e.Errors {
			m.Errors = append(m.Errors, model.Error{Code: f.Code, Type: f.Type, Description: plain(f.Description)})
		}
		m.Documented = new(m.Description != "" || len(m.Params) > 0 || len(m.Errors) > 0)
		s.Methods[name] = m
	}
	for name, e := range d.Constructors {
		c := &model.Constructor{Name: name, Description: e.text(), Params: params(e.Fields)}
		c.Documented = new(c.Description != "" || len(c.Params) > 0)
		s.Constructors[name] = c
	}
	delete(d.Types, "#") // the site has a page for what a field of flags is; it is no type
	for name, e := range d.Types {
		t := &model.Type{Name: name, Description: e.text()}
		t.Documented = new(t.Description != "")
		s.Types[name] = t
	}
	return s, s.Validate()
}

// params lists parameters by name: the order of the page is lost.
func params(m map[string]param) []model.Param {
	var list []model.Param
	for name, p := range model.Sorted(m) {
		list = append(list, model.Param{Name: name, Description: plain(p.Description)})
	}
	return list
}

func (e entry) text() string { return plain(strings.Join(e.Description, "\n\n")) }

// marks stand behind a word where the page had a link.
var marks = regexp.MustCompile(`[⁰¹²³⁴⁵⁶⁷⁸⁹]+`)

func plain(s string) string { return strings.TrimSpace(marks.ReplaceAllString(s, "")) }
