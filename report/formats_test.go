package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// found is when the tests' changes were found.
var found = time.Date(2026, 1, 31, 3, 0, 0, 0, time.UTC)

// formats are the printers for programs, and the file that shows each.
var formats = []struct {
	file  string
	print report.Printer
}{
	{"oneline.txt", report.Oneline},
	{"github.txt", report.GitHub},
	{"junit.xml", report.JUnit},
	{"atom.xml", func(w io.Writer, r *diff.Report, _ report.Options) error {
		return report.Atom(w, r, report.Options{Updated: found, Link: "https://example.org/changes/203"})
	}},
}

// output returns what a printer prints, with zero options by default.
func output(t testing.TB, print report.Printer, r *diff.Report, o ...report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b, r, append(o, report.Options{})[0]); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats compares the output of each printer for the sample with its golden file.
func TestFormats(t *testing.T) {
	for _, f := range formats {
		t.Run(f.file, func(t *testing.T) {
			got := output(t, f.print, diff.Compare(difftest.Sample(t)))
			if again := output(t, f.print, diff.Compare(difftest.Sample(t))); again != got {
				t.Error("printed again: other bytes")
			}
			golden(t, f.file, got)
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "formats", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}

// hostile returns a report whose texts try to inject markup and escape sequences.
func hostile(t *testing.T) *diff.Report {
	t.Helper()
	const evil = `\u001b[31m ]]> <!-- </testcase></entry> & \" ' 100% %0A::error::a \r\n::error::b \n##[error]c \u202ed \u0000 \ufffe \u009b2J \u2028::error::e`
	const was = `{"methods": {"help.getConfig": {"documented": true, "category": "A", "tl": "help.getConfig#c4f9186b = Config", "description": "Plain.",
		"errors": [{"code": 400, "type": "PLAIN"}]}}}`
	return diff.Compare(difftest.Snapshot(t, was), difftest.Snapshot(t, strings.NewReplacer("PLAIN", evil, "Plain.", evil, `"A"`, `"`+evil+`"`).Replace(was)))
}

// TestFormatsOfHostileText checks that text of the site is not interpreted, neither by a
// terminal nor as markup of the format.
func TestFormatsOfHostileText(t *testing.T) {
	r := hostile(t)
	for _, f := range formats {
		t.Run(f.file, func(t *testing.T) {
			got := output(t, f.print, r)
			golden(t, "hostile."+f.file, got)
			if i := strings.IndexFunc(got, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
			}); i >= 0 || !utf8.ValidString(got) {
				t.Errorf("control or invalid character at %d", i)
			}
			if strings.HasSuffix(f.file, ".xml") {
				if err := xml.Unmarshal([]byte(got), new(struct{})); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestEveryFormatOfNoChange checks that a snapshot compared with itself is empty in every
// format.
func TestEveryFormatOfNoChange(t *testing.T) {
	old, _ := difftest.Sample(t)
	for _, f := range report.Formats {
		got := output(t, f.Print, diff.Compare(old, old))
		switch f.Name {
		case "json":
			if !strings.Contains(got, `"changes": []`) {
				t.Errorf("json: %s", got)
			}
		case "junit", "atom": // documents without an entry
			if strings.Contains(got, "<testcase") || strings.Contains(got, "<entry") {
				t.Errorf("%s: %s", f.Name, got)
			}
		default:
			if got != "" {
				t.Errorf("%s prints %q", f.Name, got)
			}
		}
	}
}

// TestFormatsOfNothing checks that without changes, line formats print nothing and document
// formats a complete document.
func TestFormatsOfNothing(t *testing.T) {
	old, _ := difftest.Sample(t)
	for _, f := range formats {
		t.Run(f.file, func(t *testing.T) {
			got := output(t, f.print, diff.Compare(old, old))
			if strings.HasSuffix(f.file, ".xml") {
				golden(t, "empty."+f.file, got)
			} else if got != "" {
				t.Errorf("%q, want nothing", got)
			}
		})
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestFormatsReturnWriteErrors checks that a failed write is returned.
func TestFormatsReturnWriteErrors(t *testing.T) {
	for _, f := range formats {
		if err := f.print(full{}, diff.Compare(difftest.Sample(t)), report.Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v, want %v", f.file, err, errFull)
		}
	}
}

// TestOneline checks that a line always has five columns, whatever text the site has.
func TestOneline(t *testing.T) {
	named := &diff.Report{Changes: []diff.Change{{Level: diff.Docs, Rule: "rule", Kind: "method", Name: "a\tb\nc", Text: "a\tb\nc is\tnew"}}}
	if got, want := output(t, report.Oneline, named), "docs\trule\tmethod\ta b c\tis new\n"; got != want {
		t.Errorf("a name with line breaks: %q, want %q", got, want)
	}
	for _, r := range []*diff.Report{diff.Compare(difftest.Sample(t)), hostile(t)} {
		lines := strings.Split(strings.TrimSuffix(output(t, report.Oneline, r), "\n"), "\n")
		if len(lines) != folded(r) {
			t.Fatalf("%d lines for %d changes", len(lines), folded(r))
		}
		for _, c := range r.Changes {
			if !slices.ContainsFunc(lines, func(line string) bool {
				columns := strings.Split(line, "\t")
				return len(columns) == 5 && columns[0] == string(c.Level) && columns[1] == c.Rule && slices.Contains(strings.Split(columns[3], ","), c.Name)
			}) {
				t.Errorf("no line for %+v", c)
			}
		}
	}
}

func TestHeadline(t *testing.T) {
	s := difftest.Snapshot(t, "{}")
	for _, tc := range []struct {
		why  string
		r    *diff.Report
		want string
	}{
		{"nothing changed", diff.Compare(s, s), "https://corefork.telegram.org, layer 201: no changes"},
		{"what was compared, and how much changed", hostile(t), "https://corefork.telegram.org, layer 201: 2 compatible, 2 docs"},
	} {
		if got := report.Headline(tc.r); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
