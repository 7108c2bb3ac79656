package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/report"
)

// command is a line as GitHub's runner parses it
// (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
type command struct{ name, title, message string }

func commands(t *testing.T, printed string) []command {
	t.Helper()
	data := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%")
	property := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	var list []command
	for line := range strings.Lines(printed) {
		line, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "::")
		head, message, whole := strings.Cut(line, "::")
		name, properties, spaced := strings.Cut(head, " ")
		title, titled := strings.CutPrefix(properties, "title=")
		if !ok || !whole || !spaced || !titled || strings.Contains(title, ",") {
			t.Fatalf("not a command with only a title: %q", line)
		}
		list = append(list, command{name, property.Replace(title), data.Replace(message)})
	}
	return list
}

// TestGitHubReadsBack checks that GitHub decodes the exact text of the change.
func TestGitHubReadsBack(t *testing.T) {
	r := &diff.Report{Changes: []diff.Change{
		{Level: diff.Breaking, Rule: "a, b:c", Text: "100% ::error::x, y%0A"},
		{Level: diff.Compatible, Rule: "method-added", Text: "one\n::error::two\r\n::stop-commands::x"},
		{Level: diff.Docs, Rule: "description-changed", Text: "##[error]x"},
	}}
	want := []command{
		{"error", "a, b:c", "100% ::error::x, y%0A"},
		{"notice", "method-added", "one ::error::two ::stop-commands::x"},
		{"notice", "description-changed", "##[error]x"},
	}
	if d := cmp.Diff(want, commands(t, output(t, report.GitHub, r)), cmp.AllowUnexported(command{})); d != "" {
		t.Error(d)
	}
}

// TestGitHubShowsTen checks that the tenth annotation says how many more there are, since
// GitHub drops the eleventh.
func TestGitHubShowsTen(t *testing.T) {
	for _, tc := range []struct {
		why             string
		changes         int
		errors, notices string
	}{
		{"five of a level", 5, "4", "4"},
		{"ten errors fit, ten notices of two levels do not", 10, "9", "1 more compatible and 10 more docs changes are not shown here: see the report"},
		{"the note replaces the tenth annotation", 11, "2 more breaking changes are not shown here: see the report", "2 more compatible and 11 more docs changes are not shown here: see the report"},
		{"many changes", 250, "241 more breaking changes are not shown here: see the report", "241 more compatible and 250 more docs changes are not shown here: see the report"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			r := &diff.Report{}
			for _, l := range diff.Levels {
				for i := range tc.changes {
					r.Changes = append(r.Changes, diff.Change{Level: l, Rule: "rule", Text: fmt.Sprint(i)})
				}
			}
			count, last := map[string]int{}, map[string]string{}
			for _, c := range commands(t, output(t, report.GitHub, r)) {
				count[c.name]++
				last[c.name] = c.message
			}
			if count["error"] != min(10, tc.changes) || count["notice"] != min(10, 2*tc.changes) {
				t.Errorf("%v annotations for %d changes of each level", count, tc.changes)
			}
			if last["error"] != tc.errors || last["notice"] != tc.notices {
				t.Errorf("the last are %q", last)
			}
		})
	}
}
