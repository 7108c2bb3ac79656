package nightly_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// described is a snapshot of n methods whose texts all differ. Each has a parameter and an
// error of its own, and a hash.
func described(n int) *model.Snapshot {
	return with(reference(n), first(n, func(i int, m *model.Method) {
		m.Description = fmt.Sprintf("Does thing %s of the user »\n\nIt does more than that.", letters(i))
		m.Params[1].Name = "id_" + letters(i)
		m.Params[1].Description = fmt.Sprintf("The number %s of the user", letters(i))
		m.Params = append(m.Params, model.Param{Name: "hash", Type: "long", Description: fmt.Sprintf("Hash for pagination, from list %s", letters(i))})
		m.Errors = append(m.Errors, model.Error{Code: 400, Type: "ID_" + strings.ToUpper(letters(i)) + "_INVALID", Description: fmt.Sprintf("There is no %s.", letters(i))})
	}))
}

// letters is a number in letters.
func letters(i int) string { return string([]rune{rune('a' + i%26), rune('a' + i/26)}) }

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
	night := newJob(t)
	night.good(described(200), nightly.First)
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
		{"a word in another script", first(5, func(_ int, m *model.Method) { m.Params[2].Description = "Число" }), "the texts of 5 pages are in another script"},
		{"texts encoded twice", first(5, func(_ int, m *model.Method) { m.Description = strings.Replace(m.Description, "»", "Â»", 1) }), "5 texts are not UTF-8, or encoded twice"},
		{"a banner with the name of the page", first(20, func(_ int, m *model.Method) {
			m.Description = "Discuss " + m.Name + " in the forum.\n\n" + m.Description
		}), "the same words come or go in 20 places"},
		{"one placeholder for different texts", first(20, func(_ int, m *model.Method) { m.Description = "This page is being written." }), "the same words come or go in 20 places"},
		{"a section whose words differ", first(20, func(i int, m *model.Method) { m.Sections = map[string]string{"see-also": letters(i)} }), `the same words come or go in 20 places at once: "see-also"`},
		{"texts without their second half", first(10, func(_ int, m *model.Method) { m.Description, _, _ = strings.Cut(m.Description, "\n") }), "10 texts lost their end"},
		{"texts in other markup", first(20, func(_ int, m *model.Method) {
			m.Description = strings.Replace(m.Description, m.Description[5:13], "**"+m.Description[5:13]+"** ★", 1)
		}), "the markup of 20 texts changed"},
		{"punctuation of many texts", first(50, func(_ int, m *model.Method) {
			m.Description = strings.TrimSuffix(m.Description, ".")
			m.Params[1].Description += "."
		}), "the punctuation of 100 texts changed"},
		{"texts of other pages", first(20, func(i int, m *model.Method) {
			m.Description = strings.Repeat(letters(i), 3) + " " + strings.Repeat(letters(i), 4)
		}), "20 texts have no words in common"},
		{"words at the end of the texts", first(40, func(i int, m *model.Method) { m.Description += "\n\n" + strings.Repeat(letters(i), 3) }), "40 texts have more words before or behind"},
		{"tables of errors are cut", first(10, func(_ int, m *model.Method) { m.Errors = m.Errors[:1] }), "10 kinds of errors are gone"},
		{"errors are not described", first(10, func(_ int, m *model.Method) { m.Errors[1].Description = "" }), "the descriptions of 10 kinds of errors are gone"},
		{"tables of parameters are cut", first(10, func(_ int, m *model.Method) { m.Params[1].Description = "" }), "the descriptions of parameters of 10 names are gone"},
		{"other related pages", first(60, func(i int, m *model.Method) {
			m.Related = []model.Related{{Title: letters(i), URL: source + "/api/" + letters(i)}}
		}), "the related pages of 60 pages are others"},
		{"pages of another layer", first(3, func(_ int, m *model.Method) { m.SchemaTL, m.TL = m.TL, strings.Replace(m.TL, "id:int", "id:long", 1) }), "3 pages show another line than /schema"},

		{"pages lost their descriptions", first(20, func(_ int, m *model.Method) { m.Description = "" }), "20 of 600 pages have no description"},
		{"pages lost the words of their parameters", first(20, func(_ int, m *model.Method) { m.Params[1].Description, m.Params[2].Description = "", "" }), "20 of 400 pages describe no parameter"},
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
		{"the same edit of all parameters of a name", first(40, func(_ int, m *model.Method) {
			m.Params[2].Description = strings.Replace(m.Params[2].Description, "for pagination", "used for caching", 1)
		}), ""},
		{"a method without its errors, which are rare", first(1, func(_ int, m *model.Method) { m.Errors = nil }), ""},
		{"links that lead elsewhere", first(40, func(i int, m *model.Method) {
			m.Related = []model.Related{{Title: "Users", URL: source + "/api/people"}}
		}), ""},
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
			wantReason(t, night.copied(t).any(with(described(200), tc.change)), tc.says)
		})
	}
}

// wantReason checks that a run was quarantined for a reason, or that it accepted changes, if
// there should be none.
func wantReason(t *testing.T, r *nightly.Result, says string) {
	t.Helper()
	reasons := strings.Join(r.Reasons, "; ")
	if says == "" && r.Outcome != nightly.Changed || says != "" && (r.Outcome != nightly.Quarantined || !strings.Contains(reasons, says)) {
		t.Errorf("%s, reasons %q; want %q", r.Outcome, reasons, says)
	}
}
