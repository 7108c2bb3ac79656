package diff_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
)

// A report that was kept as JSON is printed as the one that it was made of, but for the
// schema lines, of which JSON has the changes alone.
func TestReadAgain(t *testing.T) {
	r := diff.Compare(sample(t))
	var kept bytes.Buffer
	if err := diff.JSON(&kept, r); err != nil {
		t.Fatal(err)
	}
	var again diff.Report
	if err := json.Unmarshal(kept.Bytes(), &again); err != nil {
		t.Fatal(err)
	}
	r.Lines = nil
	var want, got, markdown bytes.Buffer
	if err := diff.Text(&want, r, diff.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := diff.Text(&got, &again, diff.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.String(), got.String()); d != "" {
		t.Errorf("printed again: %s", d)
	}
	if err := diff.Markdown(&markdown, &again); err != nil || !strings.Contains(markdown.String(), "has a new required parameter") {
		t.Errorf("as Markdown: %v\n%s", err, markdown.String())
	}
}
