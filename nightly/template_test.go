package nightly_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// described is a snapshot of n methods whose texts all differ.
func described(n int) *model.Snapshot {
	return with(reference(n), first(n, func(i int, m *model.Method) {
		m.Description = fmt.Sprintf("Does thing %c%c of the user, and more than that.", 'a'+i%26, 'a'+i/26)
		m.Params[1].Description = fmt.Sprintf("The number %c%c of the user", 'a'+i%26, 'a'+i/26)
	}))
}

// first changes the first n methods.
func first(n int, change func(i int, m *model.Method)) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		for i := range n {
			change(i, s.Methods[numbered("users.method", i)])
		}
	}
}

// What changes on a few pages alike is the layout of the pages; what is lost as a whole is
// not news. Edits are news.
func TestTemplate(t *testing.T) {
	for _, tc := range []struct {
		why    string
		change func(*model.Snapshot)
		says   string // empty if the changes are accepted
	}{
		{"a banner on a tenth of the pages", first(20, func(_ int, m *model.Method) { m.Description = "We moved.\n\n" + m.Description }), "the same words come or go in 20 places"},
		{"one that differs in numbers", first(20, func(i int, m *model.Method) { m.Description += fmt.Sprintf("\n\nLast updated on May %d", i+1) }), "the same words come or go in 20 places"},
		{"a feedback box as a section", first(20, func(_ int, m *model.Method) { m.Sections = map[string]string{"helpful": "Was this page helpful?"} }), "the same words come or go in 20 places"},
		{"a badge at parameters", first(20, func(_ int, m *model.Method) {
			m.Params[1].Description = "*optional* " + m.Params[1].Description
		}), "the same words come or go in 20 places"},
		{"texts cut short", first(5, func(_ int, m *model.Method) { m.Description = m.Description[:15] + "…" }), "5 texts end early"},
		{"texts in another encoding", first(5, func(_ int, m *model.Method) { m.Description += " \uFFFD" }), "5 texts are not UTF-8"},
		{"texts shown twice", first(5, func(_ int, m *model.Method) { m.Description += "\n\n" + m.Description }), "5 texts are there twice"},
		{"pages lost their descriptions", first(20, func(_ int, m *model.Method) { m.Description = "" }), "20 of 600 pages have no description"},
		{"pages lost the words of their parameters", first(20, func(_ int, m *model.Method) { m.Params[1].Description = "" }), "20 of 400 pages describe no parameter"},
		{"pages lost their errors", first(11, func(_ int, m *model.Method) { m.Errors = nil }), "11 of 200 pages have no errors"},
		{"pages do not say who may call", first(5, func(_ int, m *model.Method) { m.Access = nil }), "5 of 200 pages do not say"},

		{"ten pages of many lost their descriptions", func(s *model.Snapshot) {
			first(10, func(_ int, m *model.Method) { m.Description = "" })(s)
		}, "10 of 600 pages have no description"},
		{"errors are a list now, in words", first(3, func(_ int, m *model.Method) {
			m.Errors, m.Sections = nil, map[string]string{"possible-errors": "- 400 `USER_ID_INVALID`: There is no such user."}
		}), "3 pages hold errors or descriptions of parameters where they are not read from"},
		{"so are parameters", first(3, func(i int, m *model.Method) {
			m.Sections = map[string]string{"parameters": fmt.Sprintf("id\n\n: %s of *them*", m.Params[1].Description)}
			m.Params[1].Description = ""
		}), "3 pages hold errors"},

		{"categories are gone", first(10, func(_ int, m *model.Method) { m.Category = "" }), "10 of 200 pages have no category"},
		{"the schema has a gap", func(s *model.Snapshot) {
			for i := range 3 {
				delete(s.Constructors, numbered("users.constructor", i))
			}
		}, "3 constructors are gone from the schema"},
		{"constructors are removed", func(s *model.Snapshot) {
			for i := range 3 {
				delete(s.Constructors, numbered("users.constructor", i))
				delete(s.Types, numbered("users.Type", i))
			}
		}, ""},

		{"a note on a few pages", first(19, func(_ int, m *model.Method) { m.Description += " See the news." }), ""},
		{"the same edit of a text that many parameters share", first(40, func(_ int, m *model.Method) { m.Params[0].Description = "Flags of the call" }), ""},
		{"an error that came to many methods", first(40, func(_ int, m *model.Method) {
			m.Errors = append(m.Errors, model.Error{Code: -504, Type: "TIMEOUT", Description: "It took too long."})
		}), ""},
		{"other words each", first(40, func(i int, m *model.Method) { m.Description = strings.Repeat(string(rune('a'+i%26)), i+1) }), ""},
		{"punctuation in many places", first(40, func(_ int, m *model.Method) { m.Params[1].Description += "." }), ""},
		{"four texts cut short by an editor", first(4, func(_ int, m *model.Method) { m.Description = m.Description[:15] + "…" }), ""},
		{"few pages lost something", first(4, func(_ int, m *model.Method) { m.Description, m.Access, m.Errors = "", nil, nil }), ""},
		{"a new layer changes many pages alike", func(s *model.Snapshot) {
			s.Layer = 215
			first(40, func(_ int, m *model.Method) { m.Description += " See the news." })(s)
		}, ""},
	} {
		t.Run(tc.why, func(t *testing.T) {
			r := strange(t, described(200), with(described(200), tc.change))
			reasons := strings.Join(r.Reasons, "; ")
			if tc.says == "" && r.Outcome != nightly.Changed || tc.says != "" && (r.Outcome != nightly.Quarantined || !strings.Contains(reasons, tc.says)) {
				t.Errorf("%s, reasons %q; want %q", r.Outcome, reasons, tc.says)
			}
		})
	}
}
