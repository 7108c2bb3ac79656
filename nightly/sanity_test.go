package nightly_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// stubs removes the content of n pages: methods first, then constructors, then types.
func stubs(n int) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		left := n
		next := func() bool { left--; return left >= 0 }
		for i := range len(s.Methods) {
			if next() {
				name := numbered("users.method", i)
				m := s.Methods[name]
				s.Methods[name] = &model.Method{Name: name, ID: m.ID, TL: m.TL, Params: m.Params, Result: m.Result, Documented: new(false)}
			}
		}
		for i := range len(s.Constructors) {
			if c := s.Constructors[numbered("users.constructor", i)]; next() {
				c.Description, c.Documented = "", new(false)
			}
		}
		for i := range len(s.Types) {
			if t := s.Types[numbered("users.Type", i)]; next() {
				t.Description, t.Documented = "", new(false)
			}
		}
	}
}

// without removes the first n methods.
func without(n int) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		for i := range n {
			delete(s.Methods, numbered("users.method", i))
		}
	}
}

// notCrawled returns a snapshot whose methods have only the data of the schema.
func notCrawled(s *model.Snapshot) {
	eachMethod(func(m *model.Method) {
		m.Description, m.Documented, m.Errors, m.Access, m.Related = "", nil, nil, nil, nil
		for i := range m.Params {
			m.Params[i].Description = ""
		}
	})(s)
}

// strange runs the job twice and returns the result of the second run.
func strange(t *testing.T, old, new *model.Snapshot) *nightly.Result {
	t.Helper()
	j := newJob(t)
	j.good(old, nightly.First)
	return j.any(new)
}

// The loss of a feature is implausible, and the reason names it.
func TestImplausible(t *testing.T) {
	for _, tc := range []struct {
		why    string
		n      int
		change func(*model.Snapshot)
		says   string
	}{
		{"the headings on access disappeared, as the one on bots did in 2025", 20, eachMethod(func(m *model.Method) { m.Access = nil }), "who may call"},
		{"of access, only calls without login are left", 20, eachMethod(func(m *model.Method) { m.Access.Bots, m.Access.Users = nil, nil }), "who may call"},
		{"the errors", 20, eachMethod(func(m *model.Method) { m.Errors = nil }), "errors"},
		{"the parameters", 20, eachMethod(func(m *model.Method) { m.Params = nil }), "parameters"},
		{"the parameters come from the schema only, without descriptions", 20, eachMethod(func(m *model.Method) { m.Params[1].Description = "" }), "descriptions of parameters"},
		{"the descriptions", 20, eachMethod(func(m *model.Method) { m.Description = "" }), "descriptions"},
		{"the headings of /methods", 20, eachMethod(func(m *model.Method) { m.Category = "" }), "categories"},
		{"the related pages", 20, eachMethod(func(m *model.Method) { m.Related = nil }), "related"},
		{"the list of layers", 20, func(s *model.Snapshot) { s.Layers = nil }, "layers"},
		{"a third of the methods in one run", 60, without(20), "20 of 60 methods are gone"},
		{"a little more than a tenth on a new layer", 300, func(s *model.Snapshot) { s.Layer = 215; without(31)(s) }, "31 of 300 methods are gone"},
		{"a fifteenth without a new layer", 300, without(20), "20 of 300 methods are gone"},
		{"a fifth of a feature", 100, func(s *model.Snapshot) {
			for i := range 21 {
				s.Methods[numbered("users.method", i)].Category = ""
			}
		}, "categories: 21 of 100 are missing"},
		{"the tables of many pages no longer match their lines", 100, func(s *model.Snapshot) {
			for i := range 20 {
				s.Methods[numbered("users.method", i)].ParamTable = []string{"flags", "id NEW"}
			}
		}, "the parameter tables of 20 pages differ"},
		{"the site is back at an older layer", 30, func(s *model.Snapshot) { s.Layer = 213 }, "the site shows layer 213"},
		{"the same change on a third of the pages", 60, func(s *model.Snapshot) {
			for i := range 20 {
				s.Methods[numbered("users.method", i)].Description += " Note: we moved."
			}
		}, "description-changed on 20 of 60 methods at once"},
		{"all of them", 30, without(30), "30 of 30 methods are gone"},
		{"a little more than 2 % of the pages have become stubs", 100, stubs(7), "7 of 300 documented"},
		{"all pages have become stubs", 30, stubs(90), "90 of 90 documented"},
		{"stubs of constructors count", 10, stubs(15), "15 of 30 documented"},
		{"stubs of types count", 4, stubs(12), "12 of 12 documented"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			r := strange(t, reference(tc.n), with(reference(tc.n), tc.change))
			if r.Outcome != nightly.Quarantined || !strings.Contains(strings.Join(r.Reasons, "; "), tc.says) {
				t.Errorf("%s, reasons %q; want a quarantine that says %q", r.Outcome, r.Reasons, tc.says)
			}
		})
	}
}

// Features of constructors and types count, and a part of a feature may disappear.
func TestImplausibleOfOtherFeatures(t *testing.T) {
	for _, tc := range []struct {
		why    string
		change func(*model.Snapshot)
	}{
		{"bots can no longer call any method", eachMethod(func(m *model.Method) { m.Access.Bots = nil })},
		{"every method is for users only", eachMethod(func(m *model.Method) { m.Access.Bots = new(false) })},
		{"every method needs a login", eachMethod(func(m *model.Method) { m.Access.Unauthenticated = nil })},
		{"the fields of constructors", eachConstructor(func(c *model.Constructor) { c.Params = nil })},
		{"the descriptions of constructors", eachConstructor(func(c *model.Constructor) { c.Description = "" })},
		{"the descriptions of their fields", eachConstructor(func(c *model.Constructor) { c.Params[0].Description, c.Params[1].Description = "", "" })},
		{"the descriptions of types", eachType(func(t *model.Type) { t.Description = "" })},
	} {
		if r := strange(t, reference(100), with(reference(100), tc.change)); r.Outcome != nightly.Quarantined {
			t.Errorf("%s: %s, with %v changes; want a quarantine", tc.why, r.Outcome, r.Changes)
		}
	}
}

// Real changes are plausible.
func TestPlausible(t *testing.T) {
	same := func(*model.Snapshot) {}
	for _, tc := range []struct {
		why      string
		n        int
		old, new func(*model.Snapshot)
		want     nightly.Outcome
	}{
		{"nothing has changed", 100, same, same, nightly.Unchanged},
		{"few entities had it", 19, same, eachMethod(func(m *model.Method) { m.Errors = nil }), nightly.Changed},
		{"few of many entities had it", 100, eachMethod(func(m *model.Method) {
			if m.Name >= numbered("users.method", 19) {
				m.Access = nil
			}
		}), eachMethod(func(m *model.Method) { m.Access = nil }), nightly.Changed},
		{"no entity had it", 100, eachMethod(func(m *model.Method) { m.Access = nil }), eachMethod(func(m *model.Method) { m.Access = nil }), nightly.Unchanged},
		{"the list of layers is new", 100, func(s *model.Snapshot) { s.Layers = nil }, word("B"), nightly.Changed},
		{"a list of a few layers is missing", 19, same, func(s *model.Snapshot) { s.Layers = nil; word("B")(s) }, nightly.Changed},
		{"the pages of methods were not crawled before", 100, notCrawled, same, nightly.Unchanged},
		{"the pages of methods are not crawled now either", 100, notCrawled, notCrawled, nightly.Unchanged},
		{"19 of 100 methods are gone, too few for a check", 100, same, without(18), nightly.Changed},
		{"a tenth of them with a new layer", 300, same, func(s *model.Snapshot) { s.Layer = 215; without(30)(s) }, nightly.Changed},
		{"2 % of the pages are missing: they are kept for one run", 100, same, stubs(6), nightly.Unchanged},
		{"a small site has lost a few descriptions", 4, same, stubs(4), nightly.Changed},
		{"a quarter of the pages have new descriptions", 100, stubs(25), same, nightly.Changed},
		{"the pages had no descriptions before either", 100, stubs(90), stubs(91), nightly.Changed},
		{"a removed page is not a stub", 100, same, without(10), nightly.Changed},
		{"a big change: a new layer, methods come and go, an error everywhere", 100, same, func(s *model.Snapshot) {
			s.Layer = 215
			s.Layers = append(s.Layers, model.Layer{Layer: 215})
			for i := range 50 {
				name := numbered("stories.method", i)
				s.Methods[name] = &model.Method{Name: name, Documented: new(false)}
			}
			without(9)(s)
			eachMethod(func(m *model.Method) {
				m.Errors = append(m.Errors, model.Error{Code: 400, Type: "BUSINESS_CONNECTION_NOT_ALLOWED"})
				m.Result = "Updates"
			})(s)
		}, nightly.Changed},
	} {
		t.Run(tc.why, func(t *testing.T) {
			r := strange(t, with(reference(tc.n), tc.old), with(reference(tc.n), tc.new))
			if r.Outcome != tc.want || len(r.Reasons) > 0 {
				t.Errorf("%s, reasons %q; want %s", r.Outcome, r.Reasons, tc.want)
			}
		})
	}
}

// A crawl of fewer kinds is quarantined: its snapshot would replace one with more pages.
func TestImplausibleOfFewerKinds(t *testing.T) {
	for _, tc := range []struct {
		why  string
		new  func(*model.Snapshot)
		says string
	}{
		{"the methods are not crawled", notCrawled, "pages of methods"},
		{"the constructors are not crawled", eachConstructor(func(c *model.Constructor) { c.Documented, c.Description = nil, "" }), "pages of constructors"},
		{"the types are not crawled", eachType(func(t *model.Type) { t.Documented, t.Description = nil, "" }), "pages of types"},
	} {
		r := strange(t, reference(100), with(reference(100), tc.new))
		if r.Outcome != nightly.Quarantined || !strings.Contains(strings.Join(r.Reasons, "; "), tc.says) {
			t.Errorf("%s: %s, reasons %q; want a quarantine that says %q", tc.why, r.Outcome, r.Reasons, tc.says)
		}
		if r := strange(t, with(reference(100), tc.new), reference(100)); r.Outcome != nightly.Unchanged || len(r.Files) == 0 {
			t.Errorf("the other way round: %s, stored %v, reasons %q", r.Outcome, r.Files, r.Reasons)
		}
	}
}

// The first run has nothing to compare with.
func TestPlausibleOnFirstRun(t *testing.T) {
	newJob(t).good(model.New(source, 0), nightly.First)
}
