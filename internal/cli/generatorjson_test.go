package cli

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// teleprotoDocs checks that every method is described, with its parameters in camel case
// and without fields of flags.
func teleprotoDocs(t *testing.T, schema entities, name string) {
	t.Helper()
	var doc map[string]struct {
		Summary string
		Params  map[string]string
	}
	readJSON(t, name, &doc)
	for name, params := range schema.functions {
		d, ok := doc[name]
		if !ok || d.Params == nil {
			t.Errorf("%s is not described", name)
		}
		for p := range d.Params {
			if strings.Contains(p, "_") || p == "flags" || !slices.ContainsFunc(params, func(has string) bool { return strings.EqualFold(strings.ReplaceAll(has, "_", ""), p) }) {
				t.Errorf("%s: parameter %s", name, p)
			}
		}
	}
}

// officialErrors checks that codes are numbers and that each type has a description.
func officialErrors(t *testing.T, name string) {
	t.Helper()
	var doc struct {
		Errors       map[string]map[string][]string
		Descriptions map[string]string

		User         []string `json:"user_only"`
		Bot          []string `json:"bot_only"`
		Business     []string `json:"business_supported"`
		Unauthorized []string `json:"unauthed_allowed"`
		Layer        int
		Premium      []string `json:"premium_only"` // an unknown key of the sample
	}
	readJSON(t, name, &doc)
	if doc.Errors["420"]["FLOOD_WAIT_%d"] == nil || doc.Errors["500"]["RPC_CALL_FAIL"] == nil {
		t.Errorf("%s lacks errors of any method", name)
	}
	for code, types := range doc.Errors {
		if _, err := strconv.Atoi(code); err != nil {
			t.Errorf("code %q", code)
		}
		for typ, methods := range types {
			if _, ok := doc.Descriptions[typ]; !ok || methods == nil {
				t.Errorf("%s has no description or no list of methods", typ)
			}
		}
	}
}

// madelineErrors checks that a code, a method and a type find a text.
func madelineErrors(t *testing.T, name string) {
	t.Helper()
	var doc struct {
		OK     bool
		Result map[string]map[string]map[string]string
		Human  map[string]string `json:"human_result"`
	}
	readJSON(t, name, &doc)
	if !doc.OK || len(doc.Result) == 0 || doc.Human["RPC_CALL_FAIL"] == "" {
		t.Errorf("%s is not complete", name)
	}
	for code, methods := range doc.Result {
		for method, types := range methods {
			for key, typ := range types {
				if _, ok := doc.Human[typ]; key != typ || !ok {
					t.Errorf("%s %s: %s, %s", code, method, key, typ)
				}
			}
		}
	}
}

var goWord = regexp.MustCompile(`^([A-Za-z0-9]|%d|\*)+$`)

// getdocFile checks that errors can be names in Go, and that what is described is in the
// schema.
func getdocFile(t *testing.T, schema entities, name string) {
	t.Helper()
	type entry struct {
		Name               string
		Description, Links []string
		Fields, Parameters map[string]struct {
			Name, Description string
			Links             []string
		}
		Errors []struct {
			Code              int
			Type, Description string
		}
		Bots bool `json:"bot_can_use"`
	}
	var doc struct {
		Index struct {
			Layer      int
			Categories []struct {
				Name   string
				Values []string
			}
		}
		Constructors, Types, Methods map[string]entry
		Errors                       map[string]struct {
			Code              int
			Type, Description string
		}
	}
	readJSON(t, name, &doc)
	if doc.Index.Layer != 203 || doc.Errors["FLOOD_WAIT_%d"].Code != 420 {
		t.Errorf("%s: layer %d", name, doc.Index.Layer)
	}
	for typ := range doc.Errors {
		for part := range strings.SplitSeq(typ, "_") {
			if !goWord.MatchString(part) {
				t.Errorf("%q cannot be a name", typ)
			}
		}
	}
	for name := range schema.functions {
		if doc.Methods[name].Name != name {
			t.Errorf("%s is not described", name)
		}
	}
	for name, m := range doc.Methods {
		for _, link := range m.Links {
			if strings.Contains(link, "127.0.0.1") {
				t.Errorf("%s links to the site that was crawled: %s", name, link)
			}
		}
	}
}
