package latest_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

const site = "corefork.telegram.org"

// snapshot has one method, with an error where it has a description.
func snapshot(layer int, name, description string) *model.Snapshot {
	s := model.New("https://"+site, layer)
	m := &model.Method{Name: name, TL: name + "#00000001 id:int = Bool", ID: "00000001", Result: "Bool",
		Params: []model.Param{{Name: "id", Type: "int"}}, Description: description, Documented: new(true)}
	if description != "" {
		m.Errors = []model.Error{{Code: 400, Type: "ID_INVALID", Description: "There is no such ID."}}
	}
	s.Methods[name] = m
	return s
}

// add stores a snapshot a day after the newest one.
func add(t *testing.T, f store.Folder, s *model.Snapshot) store.Entry {
	t.Helper()
	kept, err := f.Entries(site)
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.Next(s, time.Date(2026, 6, 1+len(kept), 3, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(e, s); err != nil {
		t.Fatal(err)
	}
	return e
}

// files are the files below a folder with their contents.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	at := filepath.Join(dir, site, "latest")
	update := func() map[string]string {
		t.Helper()
		if err := latest.Update(f, site); err != nil {
			t.Fatal(err)
		}
		return files(t, at)
	}

	add(t, f, snapshot(222, "auth.check", "Checks it."))
	first := update()
	if len(first) != 4 || !strings.Contains(first["snapshot.json"], `"layer": 222`) ||
		!strings.Contains(first["api.tl"], "auth.check#00000001 id:int = Bool;") || !strings.Contains(first["errors.json"], `"ID_INVALID": [`) ||
		!strings.Contains(first["report.md"], "Layer 222: the baseline") {
		t.Fatalf("of the first snapshot: %v", first)
	}
	if s, err := store.Read(filepath.Join(at, "snapshot.json")); err != nil || s.Layer != 222 {
		t.Errorf("snapshot.json cannot be read: %v", err)
	}

	add(t, f, snapshot(223, "auth.check", "Checks a code."))
	second := update()
	if !strings.Contains(second["report.md"], "Checks a code.") || first["api.tl"] == second["api.tl"] {
		t.Errorf("of the second one: %v", second)
	}

	e := add(t, f, snapshot(224, "auth.check", "Checks the code."))
	if err := f.WriteSibling(e, "report.md", []byte("as it was stored\n")); err != nil {
		t.Fatal(err)
	}
	if got := update()["report.md"]; got != "as it was stored\n" {
		t.Errorf("the report is %q, want the stored one", got)
	}

	add(t, f, snapshot(225, "auth.check", ""))
	if _, ok := update()["errors.json"]; ok {
		t.Error("errors.json remains, and the newest snapshot has no errors")
	}
}

// Files that would not change are not written: their times and inodes stay.
func TestUpdateTwice(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	add(t, f, snapshot(222, "auth.check", "Checks it."))
	at := filepath.Join(dir, site, "latest")
	stat := func(name string) os.FileInfo {
		info, err := os.Stat(filepath.Join(at, name))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	if err := latest.Update(f, site); err != nil {
		t.Fatal(err)
	}
	want := files(t, at)
	before := map[string]os.FileInfo{}
	for name := range want {
		before[name] = stat(name)
	}
	if err := os.WriteFile(filepath.Join(at, "api.tl"), []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := latest.Update(f, site); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, files(t, at)); diff != "" {
		t.Errorf("the same folder gives other files:\n%s", diff)
	}
	for name := range want {
		if same := os.SameFile(before[name], stat(name)); same == (name == "api.tl") {
			t.Errorf("%s: written again: %t", name, !same)
		}
	}
}

// The newest snapshot that can be read counts, compared with the one before it that can.
func TestUpdateDamaged(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	add(t, f, snapshot(220, "auth.check", "Checks it."))
	for range 2 {
		e := add(t, f, snapshot(221, "auth.check", "Checks nothing."))
		if err := os.WriteFile(e.Path, []byte("damaged"), 0o644); err != nil {
			t.Fatal(err)
		}
		if e.Layer == 221 {
			add(t, f, snapshot(222, "auth.check", "Checks a code."))
		}
	}
	kept, err := f.Entries(site)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept[len(kept)-1].Path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := latest.Update(f, site); err != nil {
		t.Fatal(err)
	}
	if got := files(t, filepath.Join(dir, site, "latest"))["report.md"]; !strings.Contains(got, "Checks a code.") || !strings.Contains(got, "220") {
		t.Errorf("the report is %q, want the changes since layer 220", got)
	}
}

// Where a name is taken by a folder, the others are written, and the error names it.
func TestUpdateFails(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	add(t, f, snapshot(222, "auth.check", "Checks it."))
	taken := filepath.Join(dir, site, "latest", "api.tl")
	if err := os.MkdirAll(filepath.Join(taken, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	err := latest.Update(f, site)
	var file *store.FileError
	if !errors.As(err, &file) || file.Name != taken {
		t.Fatalf("%v, want an error that names %s", err, taken)
	}
	if got := files(t, filepath.Join(dir, site, "latest")); len(got) != 3 {
		t.Errorf("%d files are written, want 3", len(got))
	}
}

func TestUpdateOfNothing(t *testing.T) {
	dir := t.TempDir()
	if err := latest.Update(store.Dir(dir), site); err != nil {
		t.Error(err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("written: %v", got)
	}
}

// Names and texts of the site never decide where something is written.
func TestUpdateHostile(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	for _, text := range []string{"One.", "../../../etc/passwd\x1b[2J"} {
		s := snapshot(222, "auth.check", text)
		s.Methods["auth.check"].Errors[0].Type = "../../ERROR"
		s.Methods["auth.check"].Category = "../../category"
		add(t, f, s)
	}
	if err := latest.Update(f, site); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, body := range files(t, dir) {
		if strings.HasPrefix(name, site+"/latest/") {
			names = append(names, name)
		}
		if strings.HasSuffix(name, "report.md") && strings.Contains(body, "\x1b") {
			t.Errorf("%s has an escape sequence", name)
		}
	}
	if n := len(files(t, dir)); len(names) != 4 || n != 6 {
		t.Errorf("%d files, of them in latest: %v", n, names)
	}
}
