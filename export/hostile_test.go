package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// hostile returns a table of one error with a hostile type and text.
func hostile(t *testing.T, typ, text string) *export.Table {
	t.Helper()
	s := model.New("https://sample.test", 214)
	s.Methods["auth.signIn"] = &model.Method{Name: "auth.signIn", Errors: []model.Error{{Code: 400, Type: typ, Description: text}}}
	s.ErrorTable = &model.ErrorTable{Errors: []model.TableError{{Code: 401, Type: typ + "_TOO", Description: text, Methods: []string{"=cmd()", "a\x1b[2Jb"}}}}
	table, err := export.New(s, export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// No cell of a CSV file is a formula, however a program splits cells.
func TestCSVHasNoFormulas(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "\u200b=1+1", "\ufeff=1", " =1", "a;=1+1", "a;＝1", ";=1;=2", "\u202e=1"} {
		var b bytes.Buffer
		if err := export.CSV(&b, hostile(t, "A", text)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for _, c := range row[1:] {
				for cell := range strings.SplitSeq(c, ";") {
					first := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
					if strings.IndexAny(first, "=+-@＝＋－＠") == 0 {
						t.Errorf("%q: the cell %q is a formula", text, cell)
					}
				}
			}
		}
	}
}

// Texts for people have neither control characters nor invisible ones, except the
// zero-width spaces that break references in Markdown.
func TestNothingInvisible(t *testing.T) {
	const text = "a\x1b[31mb\u202ec\u200bd\ufeffe\x00f\u009bg"
	table := hostile(t, text, text)
	for name, print := range map[string]func(*bytes.Buffer) error{
		"csv":      func(b *bytes.Buffer) error { return export.CSV(b, table) },
		"markdown": func(b *bytes.Buffer) error { return export.Markdown(b, table) },
		"go":       func(b *bytes.Buffer) error { return export.Go(b, table, "tgerr") },
	} {
		var b bytes.Buffer
		if err := print(&b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if i := strings.IndexFunc(b.String(), func(r rune) bool {
			return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
		}); i >= 0 {
			t.Errorf("%s: %q", name, b.String()[max(0, i-20):i+20])
		}
	}
}

// A description is never a compiler directive.
func TestGoHasNoDirectives(t *testing.T) {
	for _, text := range []string{"+build ignore", "go:build ignore", "go:embed x", "line x.go:1", "export f", "\ufeff+build x", "*/ func init() {} /*"} {
		var b bytes.Buffer
		if err := export.Go(&b, hostile(t, "A", text), "tgerr"); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		for line := range strings.Lines(b.String()) {
			comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
			comment = strings.TrimSpace(comment)
			for _, directive := range []string{"+build", "go:", "line ", "export "} {
				if ok && strings.HasPrefix(comment, directive) {
					t.Errorf("%q: the line %q is a directive", text, line)
				}
			}
		}
	}
}

// In Markdown for GitHub, texts neither mention nor link.
func TestMarkdownHasNoReferences(t *testing.T) {
	for _, text := range []string{"@everyone", "#123", "owner/repo#1", "https://evil.test", "GH-1"} {
		var b bytes.Buffer
		if err := export.Markdown(&b, hostile(t, "A", text)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), text) {
			t.Errorf("%q is in the table unescaped", text)
		}
	}
}
