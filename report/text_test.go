package report_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

func text(t testing.TB, r *diff.Report, o report.Options) string {
	t.Helper()
	return output(t, report.Text, r, o)
}

// TestTextOnTerminal compares the sample on a terminal of 80 columns with the golden file.
func TestTextOnTerminal(t *testing.T) {
	golden(t, "narrow.txt", text(t, diff.Compare(difftest.Sample(t)), report.Options{Width: 80}))
}

// schemaLine matches a line that shows one side of an entity's schema.
var schemaLine = regexp.MustCompile(`(?m)^ {8}([-+]) (.*)$`)

// TestWidthLosesNothing checks that the same words are printed in the same order at every
// width, those of the prose and those of the schema.
func TestWidthLosesNothing(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	r.Changes = slices.DeleteFunc(r.Changes, func(c diff.Change) bool { return c.Name == "messages.report" && c.Level == diff.Docs }) // its list looks like a schema
	prose := func(s string) []string { return strings.Fields(schemaLine.ReplaceAllString(s, "")) }
	side := func(s, sign string) (words []string) {
		for _, m := range schemaLine.FindAllStringSubmatch(s, -1) {
			if m[1] == sign {
				words = append(words, strings.Fields(m[2])...)
			}
		}
		return words
	}
	whole := text(t, r, report.Options{})
	for width := 1; width <= 200; width += 1 + width/6 {
		got := text(t, r, report.Options{Width: width})
		if !slices.Equal(prose(got), prose(whole)) || !slices.Equal(side(got, "-"), side(whole, "-")) || !slices.Equal(side(got, "+"), side(whole, "+")) {
			t.Errorf("%d columns: the words differ from those without a width:\n%s", width, got)
		}
	}
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestWidth checks that no line is wider than the terminal unless it is a single word, and
// that colors do not change where lines are broken.
func TestWidth(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	for _, width := range []int{50, 72, 80, 100, 132} {
		for line := range strings.Lines(text(t, r, report.Options{Width: width})) {
			words := strings.Fields(strings.TrimLeft(line, " -+~"))
			if uniseg.StringWidth(strings.TrimSuffix(line, "\n")) > width && len(words) > 1 {
				t.Errorf("wider than %d: %q", width, line)
			}
		}
	}
	unmarked := strings.NewReplacer("[-", "", "-]", "", "{+", "", "+}", "")
	words := func(o report.Options) []string {
		return strings.Fields(unmarked.Replace(escape.ReplaceAllString(text(t, r, o), "")))
	}
	if got, want := words(report.Options{Color: true}), words(report.Options{}); !slices.Equal(got, want) {
		t.Errorf("in color, the words differ: %q, %q", got, want)
	}
}

// TestWordsAreMarked checks that changes are marked without colors, and in colors by more
// than these.
func TestWordsAreMarked(t *testing.T) {
	const page = `{"methods": {"help.get": {"documented": true, "description": "One old word.", "tl": "help.get#00000001 id:int = Bool"}}}`
	r := diff.Compare(difftest.Snapshot(t, page), difftest.Snapshot(t, strings.NewReplacer("old", "new", "00000001 id:int", "00000002 id:long").Replace(page)))
	for _, tc := range []struct {
		why  string
		o    report.Options
		want []string
	}{
		{"words and parts of lines are marked as in git", report.Options{}, []string{"One [-old-]{+new+} word.", "id:[-int-] ", "id:{+long+} "}},
		{"struck through and underlined in color", report.Options{Color: true}, []string{"\x1b[31;9mold", "\x1b[32;4mnew", "\x1b[31;9mint", "\x1b[32;4mlong"}},
	} {
		got := text(t, r, tc.o)
		for _, want := range tc.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not in\n%q", tc.why, want, got)
			}
		}
	}
}

// TestColorEndsWithItsLine checks that every line is colored on its own, for pagers and
// grep.
func TestColorEndsWithItsLine(t *testing.T) {
	for line := range strings.Lines(text(t, diff.Compare(difftest.Sample(t)), report.Options{Color: true, Width: 60})) {
		for i, code := range escape.FindAllString(line, -1) {
			if ends := strings.HasPrefix(code, "\x1b[0") || code == "\x1b[22m"; ends != (i%2 == 1) {
				t.Errorf("%q", line)
			}
		}
		if len(escape.FindAllString(line, -1))%2 != 0 {
			t.Errorf("a color continues after %q", line)
		}
	}
}

// TestSchemaLinesOnce checks that the schema lines of an entity are printed once, under the
// first change that concerns them.
func TestSchemaLinesOnce(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	const entity = "- account.updateConnectedBot#"
	got := text(t, r, report.Options{})
	if n := strings.Count(got, entity); n != 1 || strings.Index(got, entity) > strings.Index(got, "COMPATIBLE") {
		t.Errorf("an entity with a breaking and a compatible change is shown %d times:\n%s", n, got)
	}
	for _, c := range []struct {
		why  string
		only []string
		want int
	}{
		{"the breaking changes are not in the report", []string{"compatible"}, 1},
		{"only texts are", []string{"docs"}, 0},
		{"only errors and access are", []string{"error-added", "access-narrowed"}, 0},
	} {
		part, err := r.Filter(diff.Filter{Only: c.only})
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, part, report.Options{}); strings.Count(got, entity) != c.want || c.want == 0 && schemaLine.MatchString(got) && c.only[0] != "docs" {
			t.Errorf("%s:\n%s", c.why, got)
		}
	}
	if again := text(t, r, report.Options{}); again != got {
		t.Error("printed again: other bytes, so the report was modified")
	}
}
