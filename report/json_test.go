package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// A report stored as JSON is printed like the original, except for the schema lines, of
// which JSON has only the changes.
func TestReadBack(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	var kept bytes.Buffer
	if err := report.JSON(&kept, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var again diff.Report
	if err := json.Unmarshal(kept.Bytes(), &again); err != nil {
		t.Fatal(err)
	}
	r.Lines = nil
	var want, got, markdown bytes.Buffer
	if err := report.Text(&want, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := report.Text(&got, &again, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.String(), got.String()); d != "" {
		t.Errorf("printed again: %s", d)
	}
	if err := report.Markdown(&markdown, &again, report.Options{}); err != nil || !strings.Contains(markdown.String(), "new required parameter") {
		t.Errorf("as Markdown: %v\n%s", err, markdown.String())
	}
}

// TestJSON checks the report as a program parses it.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, diff.Compare(difftest.Sample(t)), report.Options{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Old, New struct {
			Source string
			Layer  int
		}
		Summary struct {
			Total  int
			Levels map[string]int
		}
		Changes []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Old.Layer != 186 || got.New.Layer != 203 || got.New.Source != "http://sample.test" {
		t.Errorf("sides %+v, %+v", got.Old, got.New)
	}
	if got.Summary.Total != len(got.Changes) || got.Summary.Levels["breaking"] == 0 {
		t.Errorf("summary %+v for %d changes", got.Summary, len(got.Changes))
	}
	for _, c := range got.Changes {
		for _, field := range []string{"rule", "level", "kind", "name", "text", "id"} {
			if s, _ := c[field].(string); s == "" {
				t.Errorf("a change without %s: %v", field, c)
			}
		}
	}
	if strings.Contains(b.String(), `\u003c`) {
		t.Error("Vector<T> is escaped for HTML")
	}
}

// TestColor checks that a pipe gets marks, a terminal colors, with the same words.
func TestColor(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	var plain, coloured bytes.Buffer
	if err := report.Text(&plain, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := report.Text(&coloured, r, report.Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("escape sequences without color")
	}
	if !strings.Contains(coloured.String(), "\x1b[31m") || strings.Contains(coloured.String(), "{+") {
		t.Error("marks instead of colors")
	}
}
