// Package getdoc reads and writes the documentation files of gotd/getdoc, as that project
// and gotd/td keep them (N.json).
//
// It is for comparing with years before the first snapshot, and for gotd/td's generator. A
// getdoc file has less than a snapshot: no TL lines, no types and no order of parameters,
// no results, at most one code per error; links are marks in the text. It is not for
// anything that needs those.
//
// It guarantees that information missing from getdoc files is not reported as a change, and
// that any other file is rejected with an error that names the field.
package getdoc

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
	"github.com/tlcrawl/tlcrawl/model"
)

// Source is the site that gotd/getdoc reads.
const Source = "https://core.telegram.org"

// document is the part of a file that Read uses
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

// ErrNoDocument says that a file is not one of gotd/getdoc.
var ErrNoDocument = errors.New("not a getdoc file (no index)")

// maxValues bounds the values of a file. A real one has about 60,000.
const maxValues = 2 << 20

// Read reads a file into a snapshot. Its errors are ErrNoDocument, DecodeErrors of
// package model for invalid names, and those of r and of encoding/json.
func Read(r io.Reader) (*model.Snapshot, error) {
	b, err := jsonlimit.Read(r, model.MaxSize, maxValues)
	if err != nil {
		return nil, fmt.Errorf("not a getdoc file: %w", err)
	}
	var d document
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, fmt.Errorf("not a getdoc file: %w", err)
	}
	if d.Index == nil {
		return nil, ErrNoDocument
	}
	s := model.New(Source, d.Index.Layer)
	s.Lacks = []string{model.LacksAccess, model.LacksAnnounced, model.LacksCategories, model.LacksErrorCodes, model.LacksMarkup, model.LacksRelated, model.LacksSections}
	for name, e := range d.Methods {
		m := &model.Method{Name: name, Description: e.text(), Params: params(e.Parameters)}
		for _, f := range e.Errors {
			m.Errors = append(m.Errors, model.Error{Code: f.Code, Type: f.Type, Description: plain(f.Description)})
		}
		m.Documented = new(m.Description != "" || described(m.Params) || len(m.Errors) > 0)
		s.Methods[name] = m
	}
	for name, e := range d.Constructors {
		c := &model.Constructor{Name: name, Description: e.text(), Params: params(e.Fields)}
		c.Documented = new(c.Description != "" || described(c.Params))
		s.Constructors[name] = c
	}
	delete(d.Types, "#") // the site has a page, but it is not a type
	for name, e := range d.Types {
		t := &model.Type{Name: name, Description: e.text()}
		t.Documented = new(t.Description != "")
		s.Types[name] = t
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return s, nil
}

// params lists parameters by name. The file does not have the order of the page.
func params(m map[string]param) []model.Param {
	var list []model.Param
	for name, p := range model.Sorted(m) {
		list = append(list, model.Param{Name: name, Description: plain(p.Description)})
	}
	return list
}

// described reports whether a parameter has a description.
func described(params []model.Param) bool {
	return slices.ContainsFunc(params, func(p model.Param) bool { return p.Description != "" })
}

func (e entry) text() string { return plain(strings.Join(e.Description, "\n\n")) }

// marks matches the superscript numbers after the text of a link.
var marks = regexp.MustCompile(`[⁰¹²³⁴⁵⁶⁷⁸⁹]+`)

func plain(s string) string { return strings.TrimSpace(marks.ReplaceAllString(s, "")) }
