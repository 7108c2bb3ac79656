package report_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// TestFold checks that an equal change of several entities is shown once, with all their
// names; JSON has an object for each.
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
		folded string // the heading of a folded entry
	}{
		{"text", report.Text, "3 methods"},
		{"markdown", report.Markdown, "3 methods"},
		{"github", report.GitHub, "3 methods"},
		{"atom", report.Atom, "3 methods"},
		{"oneline", report.Oneline, "\ta.one,a.three,a.two\t"},
		{"junit", report.JUnit, `name="3 methods`},
	} {
		got := output(t, c.print, r)
		for _, name := range []string{"a.one", "a.two", "a.three"} {
			if !strings.Contains(got, name) {
				t.Errorf("%s lacks %s", c.format, name)
			}
		}
		if n := strings.Count(got, c.folded); n != 2 { // parameters and errors
			t.Errorf("%s has %d folded entries, want 2:\n%s", c.format, n, got)
		}
	}
	if n := strings.Count(output(t, report.JSON, r), `"name": "a.`); n != len(r.Changes) {
		t.Errorf("JSON has %d changes, want all %d", n, len(r.Changes))
	}
}

// folded counts changes, those of a group once.
func folded(r *diff.Report) (n int) {
	groups := map[string]bool{}
	for _, c := range r.Changes {
		if c.Group == "" || !groups[c.Group] {
			n++
		}
		groups[c.Group] = true
	}
	return n
}
