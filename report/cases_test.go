package report_test

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

var update = flag.Bool("update", false, "write the reports into the golden files")

// TestCases compares the reports of each case of package diff with those in its file.
func TestCases(t *testing.T) {
	for _, c := range difftest.Cases(t, "../diff/testdata") {
		t.Run(c.Name, func(t *testing.T) {
			r := diff.Compare(c.Old, c.New)
			for _, f := range []struct {
				name  string
				print report.Printer
			}{{"report.txt", report.Text}, {"report.md", report.Markdown}} {
				got := output(t, f.print, r)
				if *update {
					c.SetFile(f.name, got)
				} else if d := cmp.Diff(c.File(f.name), got); d != "" {
					t.Errorf("%s of %s (-want +got):\n%s", f.name, c.Path, d)
				}
			}
			if *update {
				if err := os.WriteFile(c.Path, txtar.Format(c.Archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
