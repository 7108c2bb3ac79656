package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// TestStatShown compares the output for the sample with the golden file.
func TestStatShown(t *testing.T) {
	golden(t, "stat.txt", output(t, report.Stat, diff.Compare(difftest.Sample(t))))
}

// TestStatCounts checks that every change is in one line, every line fits the terminal, and
// every kind of change is drawn.
func TestStatCounts(t *testing.T) {
	many := &diff.Report{}
	for i := range 500 {
		rule := []string{"error-added", "error-added", "error-added", "error-removed"}[i%4]
		many.Changes = append(many.Changes, diff.Change{Rule: rule, Level: diff.Compatible, Kind: "method", Name: "messages.sendMedia", Error: fmt.Sprint(i), ID: fmt.Sprint(i)})
	}
	many.Changes = append(many.Changes, diff.Change{Rule: "description-changed", Level: diff.Docs, Kind: "method", Name: "messages.sendMedia"})
	for _, r := range []*diff.Report{many, diff.Compare(difftest.Sample(t)), hostile(t)} {
		for _, width := range []int{0, 40, 80, 200} {
			lines := strings.Split(strings.TrimSuffix(output(t, report.Stat, r, report.Options{Width: width}), "\n"), "\n")
			sum := 0
			for _, line := range lines[:len(lines)-1] {
				_, behind, _ := strings.Cut(line, "|")
				n := 0
				fmt.Sscan(behind, &n)
				sum += n
				if width >= 80 && uniseg.StringWidth(line) > width {
					t.Errorf("wider than %d: %q", width, line)
				}
			}
			if sum != len(r.Changes) {
				t.Errorf("%d columns: the lines count %d changes, there are %d", width, sum, len(r.Changes))
			}
			if r == many && (len(lines) != 2 || !strings.Contains(lines[0], "+-~")) && !strings.Contains(lines[0], "-~") {
				t.Errorf("%d columns: a kind of change is not drawn: %q", width, lines[0])
			}
		}
	}
}
