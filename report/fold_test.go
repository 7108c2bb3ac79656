package report_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// TestFold: the formats for people show an equal change of several entities once, with all
// their names; those for programs have a line, a case, an object for each.
func TestFold(t *testing.T) {
	var r *diff.Report
	for _, c := range difftest.Cases(t, "../diff/testdata") {
		if c.Name == "group" {
			r = diff.Compare(c.Old, c.New)
		}
	}
	for _, c := range []struct {
		format string
		print  report.Printer
		once   bool
	}{
		{"text", report.Text, true},
		{"markdown", report.Markdown, true},
		{"github", report.GitHub, true},
		{"atom", report.Atom, true},
		{"oneline", report.Oneline, false},
		{"junit", report.JUnit, false},
		{"json", report.JSON, false},
	} {
		got := output(t, c.print, r)
		for _, name := range []string{"a.one", "a.two", "a.three"} {
			if !strings.Contains(got, name) {
				t.Errorf("%s lacks %s", c.format, name)
			}
		}
		if n := strings.Count(got, "3 methods"); (n == 2) != c.once { // parameters and errors
			t.Errorf("%s has %d folded entries:\n%s", c.format, n, got)
		}
	}
}
