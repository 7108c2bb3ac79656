package diff_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

var update = flag.Bool("update", false, "write the reports into the txtar files")

// TestCases holds each case of testdata against the report that stands beside it:
// old.json, new.json, then what changed (one line a change) and what people read.
func TestCases(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.name, func(t *testing.T) {
			r := diff.Compare(c.old, c.new)
			c.hold(t, "changes", lines(r))
			c.hold(t, "report.txt", printed(t, r, func(b *bytes.Buffer) error { return diff.Text(b, r, diff.TextOptions{}) }))
			c.hold(t, "report.md", printed(t, r, func(b *bytes.Buffer) error { return diff.Markdown(b, r) }))
		})
	}
}

// lines is a report as a table: level, rule, what, and the sentence.
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

func printed(t *testing.T, _ *diff.Report, print func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// testCase is one txtar file.
type testCase struct {
	name, path string
	archive    *txtar.Archive
	old, new   *model.Snapshot
}

func cases(t testing.TB) []testCase {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var list []testCase
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := testCase{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), path: path, archive: a}
		c.old, c.new = snapshot(t, c.file("old.json")), snapshot(t, c.file("new.json"))
		list = append(list, c)
	}
	return list
}

func (c testCase) file(name string) string {
	for _, f := range c.archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// hold compares a file of the case with what came out, or writes it there.
func (c testCase) hold(t *testing.T, name, got string) {
	t.Helper()
	if !*update {
		if d := cmp.Diff(c.file(name), got); d != "" {
			t.Errorf("%s of %s (-want +got):\n%s", name, c.path, d)
		}
		return
	}
	for i, f := range c.archive.Files {
		if f.Name == name {
			c.archive.Files = append(c.archive.Files[:i], c.archive.Files[i+1:]...)
			break
		}
	}
	if got != "" {
		c.archive.Files = append(c.archive.Files, txtar.File{Name: name, Data: []byte(got)})
	}
	if err := os.WriteFile(c.path, txtar.Format(c.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// snapshot completes a snapshot that a case writes in short: names come from the
// keys; id, parameters and result from the TL line; a type from its constructors.
func snapshot(t testing.TB, short string) *model.Snapshot {
	t.Helper()
	s := model.New("https://corefork.telegram.org", 201)
	if err := json.Unmarshal([]byte(short), s); err != nil {
		t.Fatalf("%v in:\n%s", err, short)
	}
	for name, m := range s.Methods {
		c := combinator(t, m.TL)
		m.Name, m.Result = name, c.Result
		if m.ID == "" {
			m.ID = c.ID
		}
		m.Params = describe(c.Params, m.Params)
	}
	for name, k := range s.Constructors {
		c := combinator(t, k.TL)
		k.Name, k.ID, k.Type = name, c.ID, c.Result
		k.Params = describe(c.Params, k.Params)
		if s.Types[c.Result] == nil {
			s.Types[c.Result] = &model.Type{}
		}
	}
	for name, typ := range s.Types {
		typ.Name = name
	}
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	return s
}

func combinator(t testing.TB, line string) model.Combinator {
	t.Helper()
	c, err := model.ParseCombinator(line)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// describe gives parameters the descriptions that a case writes beside the line.
func describe(params, said []model.Param) []model.Param {
	for i, p := range params {
		for _, s := range said {
			if s.Name == p.Name {
				params[i].Description = s.Description
			}
		}
	}
	return params
}
