package diff_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

var update = flag.Bool("update", false, "write the changes into the txtar files")

// TestCases compares the changes of each case of testdata with those in its file. Package
// report tests the same cases with report.txt and report.md.
func TestCases(t *testing.T) {
	for _, c := range difftest.Cases(t, "testdata") {
		t.Run(c.Name, func(t *testing.T) {
			r := diff.Compare(c.Old, c.New)
			got := lines(r)
			if *update {
				c.SetFile("changes", got)
				if err := os.WriteFile(c.Path, txtar.Format(c.Archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(c.File("changes"), got); d != "" {
				t.Errorf("changes of %s (-want +got):\n%s", c.Path, d)
			}
		})
	}
}

// lines returns a report as a table: level, rule, subject, and sentence.
func lines(r *diff.Report) string {
	var b strings.Builder
	ids := map[string]string{}
	for _, c := range r.Changes {
		ids[c.ID] = c.Rule + " " + c.Name + " " + c.Param
	}
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s %s: %s", c.Level, c.Rule, c.Text)
		if c.Because != "" {
			fmt.Fprintf(&b, " (because: %s)", strings.TrimSpace(ids[c.Because]))
		}
		b.WriteString("\n")
	}
	return b.String()
}
