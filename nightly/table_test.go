package nightly_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// errorTable is a table of n errors.
func errorTable(n int) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		s.ErrorTable = &model.ErrorTable{Layer: 227}
		for i := range n {
			s.ErrorTable.Errors = append(s.ErrorTable.Errors, model.TableError{Code: 400, Type: fmt.Sprintf("ERROR_%03d", i)})
		}
	}
}

// A site may have no table of errors. One that had one, and has none tonight, would hide
// what changes in it until it is back.
func TestErrorTableVanishes(t *testing.T) {
	r := strange(t, with(reference(30), errorTable(400)), reference(30))
	if r.Outcome != nightly.Suspect || !strings.Contains(strings.Join(r.Alarms, "; "), "table of errors") {
		t.Errorf("%s, alarms %q", r.Outcome, r.Alarms)
	}
}
