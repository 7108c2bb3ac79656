package nightly_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// errorTable returns a table of n errors.
func errorTable(n int) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		s.ErrorTable = &model.ErrorTable{Layer: 227}
		for i := range n {
			s.ErrorTable.Errors = append(s.ErrorTable.Errors, model.TableError{Code: 400, Type: fmt.Sprintf("ERROR_%03d", i)})
		}
	}
}

// A missing error table is implausible: changes in it would be missed.
func TestErrorTableMissing(t *testing.T) {
	r := strange(t, with(reference(30), errorTable(400)), reference(30))
	if r.Outcome != nightly.Quarantined || !strings.Contains(strings.Join(r.Reasons, "; "), "error table") {
		t.Errorf("%s, reasons %q", r.Outcome, r.Reasons)
	}
}

// tableOf gives a snapshot an error table of a layer, with a description that is new in
// layer 225.
func tableOf(layer int) *model.Snapshot {
	s := with(reference(30), errorTable(40))
	s.ErrorTable.Layer = layer
	if layer == 225 {
		s.ErrorTable.Errors[0].Description = "New."
	}
	return s
}

// A table that alternates between two layers is reported once, when the newer one appears.
func TestErrorTableAlternates(t *testing.T) {
	j := newJob(t)
	j.good(tableOf(223), nightly.First)
	j.good(tableOf(225), nightly.Changed)
	for range 3 {
		if r := j.good(tableOf(223), nightly.Unchanged); len(r.Notes) != 1 || r.Layers["errors.json"] != 223 {
			t.Errorf("notes %q, layers %v", r.Notes, r.Layers)
		}
		j.good(tableOf(225), nightly.Unchanged)
	}
	// After a week with the older table, it is accepted.
	for range 7 {
		j.good(tableOf(223), nightly.Unchanged)
	}
	j.good(tableOf(223), nightly.Changed)
}

// A feature that is lost in steps is compared with the best of the last runs.
func TestSlowLoss(t *testing.T) {
	j := newJob(t)
	less := func(n int) *model.Snapshot {
		return with(reference(100), func(s *model.Snapshot) {
			for i := range n {
				s.Methods[numbered("users.method", i)].Related = nil
			}
		})
	}
	j.good(less(0), nightly.First)
	j.good(less(15), nightly.Changed)
	if r, _ := j.bad(brings(less(30)), nightly.Quarantined); !strings.Contains(strings.Join(r.Reasons, ""), "30 of 100") {
		t.Errorf("reasons %q", r.Reasons)
	}
	if _, err := j.accept(); err != nil {
		t.Fatal(err)
	}
	j.good(less(30), nightly.Unchanged)
}

// Pages that are missing together count as removed if they are missing again.
func TestMissingPages(t *testing.T) {
	j := newJob(t)
	j.good(reference(100), nightly.First)
	if r := j.good(with(reference(100), stubs(6)), nightly.Unchanged); len(r.Missing) != 6 {
		t.Errorf("missing %q", r.Missing)
	}
	j.good(with(reference(100), stubs(6)), nightly.Changed)

	j = newJob(t)
	j.good(reference(100), nightly.First)
	j.good(with(reference(100), stubs(6)), nightly.Unchanged)
	j.good(reference(100), nightly.Unchanged)
}

// If a run has fewer kinds than the newest snapshot, the reason says that --kinds is the
// cause.
func TestKindsAreTheReason(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	j.Kinds = []model.Kind{model.KindMethod}
	fewer := with(reference(30), eachConstructor(func(c *model.Constructor) { c.Documented, c.Description = nil, "" }))
	r, err := j.bad(brings(fewer), nightly.Quarantined)
	if len(r.Reasons) != 1 || !strings.Contains(err.Error(), "--kinds is the reason: the newest snapshot has constructor") {
		t.Errorf("%v", err)
	}
}

// Nor does one take many methods from a list of it.
func TestNamesVanishFromTable(t *testing.T) {
	list := func(n int) func(*model.Snapshot) {
		return func(s *model.Snapshot) {
			errorTable(40)(s)
			for i := range n {
				s.ErrorTable.UserOnly = append(s.ErrorTable.UserOnly, numbered("users.method", i))
			}
		}
	}
	for left, want := range map[int]nightly.Outcome{180: nightly.Quarantined, 181: nightly.Changed} {
		if r := strange(t, with(reference(200), list(200)), with(reference(200), list(left))); r.Outcome != want {
			t.Errorf("%d of 200 are left: %s, reasons %q", left, r.Outcome, r.Reasons)
		}
	}
}

// No night takes every error of one code from the table; a few may go.
func TestErrorsVanishFromTable(t *testing.T) {
	for _, tc := range []struct {
		why  string
		left int
		want nightly.Outcome
	}{
		{"more than two of a hundred are gone", 379, nightly.Quarantined},
		{"a few are gone", 381, nightly.Changed},
	} {
		r := strange(t, with(reference(30), errorTable(400)), with(reference(30), errorTable(tc.left)))
		if r.Outcome != tc.want {
			t.Errorf("%s: %s, reasons %q", tc.why, r.Outcome, r.Reasons)
		}
	}
}

// The site's own table says who may call a method, as pages do: where only the pages change,
// it is their layout. A table of another layer says nothing about them.
func TestAgainstTable(t *testing.T) {
	nobody := func(n int) func(*model.Snapshot) {
		return first(n, func(_ int, m *model.Method) { m.Access.Users = new(false) })
	}
	noBusiness := first(3, func(_ int, m *model.Method) { m.Access.Business = nil })
	listed := func(s *model.Snapshot) { s.ErrorTable.UserOnly = nil }
	for _, tc := range []struct {
		why    string
		layer  int
		change []func(*model.Snapshot)
		says   string
	}{
		{"the pages of three methods", 214, []func(*model.Snapshot){nobody(3)}, "the pages of 3 methods say otherwise who may call them"},
		{"business connections", 214, []func(*model.Snapshot){noBusiness}, "the pages of 3 methods say otherwise"},
		{"two may be edited", 214, []func(*model.Snapshot){nobody(2)}, ""},
		{"the table changes with the pages", 214, []func(*model.Snapshot){nobody(3), listed}, ""},
		{"the table is of another layer", 227, []func(*model.Snapshot){nobody(3)}, ""},
	} {
		t.Run(tc.why, func(t *testing.T) {
			site := func(change ...func(*model.Snapshot)) *model.Snapshot {
				s := with(described(100), errorTable(40))
				s.ErrorTable.Layer = tc.layer
				first(3, func(_ int, m *model.Method) {
					m.Access.Business = new(true)
					s.ErrorTable.UserOnly = append(s.ErrorTable.UserOnly, m.Name)
				})(s)
				for _, c := range change {
					c(s)
				}
				return s
			}
			wantReason(t, strange(t, site(), site(tc.change...)), tc.says)
		})
	}
}

// What a table loses in many places at once is a failure of the site, unless the table is
// of another layer now.
func TestTableLosses(t *testing.T) {
	emptied := func(s *model.Snapshot) { s.ErrorTable.BusinessSupported = nil }
	fewer := func(s *model.Snapshot) {
		for i := range 20 {
			s.ErrorTable.Errors[i].Methods = s.ErrorTable.Errors[i].Methods[:1]
		}
	}
	undescribed := func(s *model.Snapshot) {
		for i := range 10 {
			s.ErrorTable.Errors[i].Description = ""
		}
	}
	for _, tc := range []struct {
		why    string
		layer  int
		change func(*model.Snapshot)
		says   string
	}{
		{"a short list is empty", 227, emptied, "10 of 10 methods for business connections of the site's table are gone"},
		{"methods of many errors", 227, fewer, "the site's error table lost methods of 20 kinds of errors"},
		{"the descriptions of some", 227, undescribed, "the descriptions of 10 kinds of errors are gone"},
		{"with a new layer of the table", 228, fewer, ""},
	} {
		t.Run(tc.why, func(t *testing.T) {
			site := func(change func(*model.Snapshot)) *model.Snapshot {
				s := with(reference(100), errorTable(400))
				for i := range s.ErrorTable.Errors {
					s.ErrorTable.Errors[i].Methods = []string{numbered("users.method", 0), numbered("users.method", 1)}
					s.ErrorTable.Errors[i].Description = "It failed."
				}
				for i := range 10 {
					s.ErrorTable.BusinessSupported = append(s.ErrorTable.BusinessSupported, numbered("users.method", i))
				}
				return with(s, change)
			}
			new := site(tc.change)
			new.ErrorTable.Layer = tc.layer
			wantReason(t, strange(t, site(func(*model.Snapshot) {}), new), tc.says)
		})
	}
}
