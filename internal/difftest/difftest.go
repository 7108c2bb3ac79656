// Package difftest has the test cases of packages diff and report. It is for tests only.
package difftest

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Case is one txtar file: old.json and new.json, and the expected results.
type Case struct {
	Name, Path string
	Archive    *txtar.Archive
	Old, New   *model.Snapshot
}

// Cases reads the cases of a folder.
func Cases(t testing.TB, dir string) []Case {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", dir, err)
	}
	var list []Case
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := Case{Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), Path: path, Archive: a}
		c.Old, c.New = Snapshot(t, c.File("old.json")), Snapshot(t, c.File("new.json"))
		list = append(list, c)
	}
	return list
}

// File returns a file of the case; it is empty if missing.
func (c Case) File(name string) string {
	for _, f := range c.Archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// SetFile replaces a file of the case. An empty one is removed.
func (c Case) SetFile(name, content string) {
	for i, f := range c.Archive.Files {
		if f.Name == name {
			c.Archive.Files = append(c.Archive.Files[:i], c.Archive.Files[i+1:]...)
			break
		}
	}
	if content != "" {
		c.Archive.Files = append(c.Archive.Files, txtar.File{Name: name, Data: []byte(content)})
	}
}

// Snapshot completes an abbreviated snapshot of a case: names come from the keys; id,
// parameters and result from the TL line; a type from its constructors.
func Snapshot(t testing.TB, short string) *model.Snapshot {
	t.Helper()
	s := model.New("https://corefork.telegram.org", 201)
	if err := json.Unmarshal([]byte(short), s); err != nil {
		t.Fatalf("%v in:\n%s", err, short)
	}
	for name, m := range s.Methods {
		m.Name = name
		if m.TL == "" { // of a source without lines
			continue
		}
		c := combinator(t, m.TL)
		m.Result = c.Result
		if m.ID == "" {
			m.ID = c.ID
		}
		m.Params = describe(c.Params, m.Params)
	}
	for name, k := range s.Constructors {
		k.Name = name
		if k.TL == "" {
			continue
		}
		c := combinator(t, k.TL)
		k.ID, k.Type = c.ID, c.Result
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

// describe sets the descriptions of parameters that a case lists next to the line.
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

// Sample crawls both layers of the sample site, without a network.
func Sample(t testing.TB) (old, new *model.Snapshot) {
	t.Helper()
	var sides []*model.Snapshot
	for _, layer := range data.Layers() {
		r, err := scrape.Crawl(context.Background(), site{layer}, scrape.Options{Site: "http://sample.test", Kinds: model.Kinds, MaxAttempts: 1})
		if err != nil {
			t.Fatal(err)
		}
		sides = append(sides, r.Snapshot)
	}
	return sides[0], sides[1]
}

// site serves the pages of the sample.
type site struct{ layer int }

func (s site) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	b, ok := samplesite.Page(s.layer, strings.ReplaceAll(r.Path, "%20", " "))
	if !ok {
		return nil, &scrape.PageError{URL: r.Path, Err: &page.MissingPageError{}}
	}
	return &scrape.Response{Body: b, Status: 200}, nil
}
