package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// summary lists what a result holds, a line each.
func summary(r *importer.Result) string {
	var b strings.Builder
	for _, s := range r.Sites {
		fmt.Fprintf(&b, "%s: %d versions, %d present, %d unchanged\n", s.Site, s.Versions, s.Present, s.Unchanged)
		for _, e := range s.Stored {
			fmt.Fprintf(&b, "+ %s %d: %d\n", e.Entry.Time.Format(time.DateTime), e.Entry.Layer, e.Changes)
		}
		for _, r := range s.Refused {
			_, version, _ := strings.Cut(r.Version, " ")
			fmt.Fprintf(&b, "- %s %s: %v\n", r.Time.Format(time.DateTime), version, r.Reason)
		}
	}
	return b.String()
}

func check(t *testing.T, why, got, want string) {
	t.Helper()
	if d := cmp.Diff(strings.TrimLeft(want, "\n"), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", why, d)
	}
}

func TestSchemaHistory(t *testing.T) {
	a, b := tl(100, "auth.one#00000a01"), tl(101, "auth.one#00000a01", "auth.two#00000a02")
	half := strings.SplitAfter(a, "\n")
	for _, tc := range []struct {
		why      string
		versions []string
		want     string
	}{
		{"what differs is stored, dated by the commit", []string{a, b}, `
github.com/example/client: 2 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 100: 0
+ 1970-01-03 00:00:00 101: 2
`},
		{"a comment is no change", []string{a, a + "// a comment\n", b}, `
github.com/example/client: 3 versions, 0 present, 1 unchanged
+ 1970-01-02 00:00:00 100: 0
+ 1970-01-04 00:00:00 101: 2
`},
		{"what cannot be read is refused, and the next version is compared with the last good one", []string{a, "broken#1#2 = Bool;\n", b}, `
github.com/example/client: 3 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 100: 0
+ 1970-01-04 00:00:00 101: 2
- 1970-01-03 00:00:00 api.tl: line 1: TL line "broken#1#2 = Bool": invalid id "1#2" (want at most 8 hexadecimal digits)
`},
		{"a lower layer is a revert", []string{b, a}, `
github.com/example/client: 2 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 101: 0
+ 1970-01-03 00:00:00 100: 2
`},
		{"more than half of the methods are not removed in a day", []string{a, strings.Join(half[:12], ""), b}, `
github.com/example/client: 3 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 100: 0
+ 1970-01-04 00:00:00 101: 2
- 1970-01-03 00:00:00 api.tl: 22 of 31 methods are gone
`},
	} {
		r := good(t, importer.Options{SkipIndex: true, Folder: newMemory().folder(), Source: source}, "git:"+schemas(t, tc.versions...)+":api.tl")
		check(t, tc.why, summary(r), tc.want)
	}
}

// A source that stays implausible for a week has changed like that.
func TestBelieved(t *testing.T) {
	a := tl(100)
	small := strings.Join(strings.SplitAfter(a, "\n")[:12], "")
	versions := []string{a}
	for i := range 9 {
		versions = append(versions, small+fmt.Sprintf("auth.m%d#00000a0%d = Bool;\n", i, i))
	}
	r := good(t, importer.Options{SkipIndex: true, Folder: newMemory().folder(), Source: source}, "git:"+schemas(t, versions...)+":api.tl")
	if s := r.Sites[0]; len(s.Refused) != 7 || len(s.Stored) != 3 {
		t.Errorf("%s", summary(r))
	}
}

// Times that are equal or go back are made later by a second. One change of each is that the
// layer was reissued.
func TestTimes(t *testing.T) {
	dir := gittest.Make(t,
		gittest.Commit{Time: 5 * day, Files: map[string]string{"api.tl": tl(100)}},
		gittest.Commit{Time: 5 * day, Files: map[string]string{"api.tl": tl(100, "auth.one#00000a01")}},
		gittest.Commit{Time: 2 * day, Files: map[string]string{"api.tl": tl(100, "auth.two#00000a02")}},
		gittest.Commit{Time: 6 * day, Files: map[string]string{"api.tl": tl(100)}},
	)
	r := good(t, importer.Options{SkipIndex: true, Folder: newMemory().folder(), Source: source}, "git:"+dir+":api.tl")
	check(t, "times", summary(r), `
github.com/example/client: 4 versions, 0 present, 0 unchanged
+ 1970-01-06 00:00:00 100: 0
+ 1970-01-06 00:00:01 100: 2
+ 1970-01-06 00:00:02 100: 3
+ 1970-01-07 00:00:00 100: 2
`)
}

func TestLayerFrom(t *testing.T) {
	dir := gittest.Make(t,
		gittest.Commit{Time: 1 * day, Files: map[string]string{"api.tl": tl(0)}},
		gittest.Commit{Time: 2 * day, Files: map[string]string{"Version.h": "constexpr int32 LAYER = 75;"}},
		gittest.Commit{Time: 3 * day, Files: map[string]string{"api.tl": tl(0, "auth.one#00000a01"), "Version.h": "constexpr int32 LAYER = 76;"}},
		gittest.Commit{Time: 4 * day, Files: map[string]string{"api.tl": tl(0)}},
	)
	from, err := importer.ParseLayerFrom(`Version.h:LAYER = (\d+)`)
	if err != nil {
		t.Fatal(err)
	}
	o := importer.Options{SkipIndex: true, Folder: newMemory().folder(), Source: source, LayerFrom: from}
	check(t, "the layer is that of the same commit, unknown before the file was there", summary(good(t, o, "git:"+dir+":api.tl")), `
github.com/example/client: 3 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 0: 0
+ 1970-01-04 00:00:00 76: 1
+ 1970-01-05 00:00:00 76: 2
`)
	o.LayerFrom, _ = importer.ParseLayerFrom("Version.h:NOTHING")
	if _, err := run(t, o, "git:"+dir+":api.tl"); err == nil || !strings.Contains(err.Error(), "has no match for NOTHING") {
		t.Errorf("an expression that never matches: %v", err)
	}
}

// An import that is killed after any of its writes, and run again, ends with the same
// bytes as one that is not; run once more, it changes nothing.
func TestKilled(t *testing.T) {
	var versions []string
	for i := range 20 {
		switch {
		case i == 7:
			versions = append(versions, "broken#1#2 = Bool;")
		case i == 9:
			versions = append(versions, versions[8]+"// a comment\n")
		default:
			versions = append(versions, tl(100+i, fmt.Sprintf("auth.m%d#00000a%02d", i, i)))
		}
	}
	dir := "git:" + schemas(t, versions...) + ":api.tl"
	whole := newMemory()
	first := summary(good(t, importer.Options{SkipIndex: true, Folder: whole.folder(), Source: source}, dir))
	if n := len(whole.names()); n < 18*3 {
		t.Fatalf("%d files were written", n)
	}
	for left := 1; left < 70; left++ {
		killed := newMemory()
		killed.left = left
		_, err := run(t, importer.Options{SkipIndex: true, Folder: killed.folder(), Source: source}, dir)
		if left > 1 && left < 50 && !errors.Is(err, errKilled) {
			t.Fatalf("write %d: %v; want it killed", left, err)
		}
		killed.left = 0
		good(t, importer.Options{SkipIndex: true, Folder: killed.folder(), Source: source}, dir)
		again := summary(good(t, importer.Options{SkipIndex: true, Folder: killed.folder(), Source: source}, dir))
		if !maps.EqualFunc(whole.files, killed.files, bytes.Equal) {
			t.Fatalf("killed before write %d: %s", left, cmp.Diff(whole.files, killed.files))
		}
		if strings.Count(again, "\n- ") != strings.Count(first, "\n- ") || strings.Contains(again, "\n+") {
			t.Fatalf("run again:\n%s", again)
		}
	}
}

// An import goes before the nights that are there, and the report of the first of these
// says what changed since the last version that was imported.
func TestBeforeNights(t *testing.T) {
	m := newMemory()
	for i, method := range []string{"auth.three", "auth.four"} {
		s, err := store.Decode(strings.NewReader(tl(102, method+"#00000a03")))
		if err != nil {
			t.Fatal(err)
		}
		s.Source = source
		e, _ := m.folder().Next(s, time.Date(2026, 6, 1+i, 0, 0, 0, 0, time.UTC))
		if i > 0 {
			_ = m.folder().WriteSibling(e, "report.json", []byte("of the night"))
		}
		if err := m.folder().Write(e, s); err != nil {
			t.Fatal(err)
		}
	}
	dir := schemas(t, tl(100, "auth.one#00000a01"), tl(101, "auth.two#00000a02"))
	good(t, importer.Options{SkipIndex: true, Folder: m.folder(), Source: source}, "git:"+dir+":api.tl")
	kept, _ := m.folder().Entries(site)
	if len(kept) != 4 || kept[3].Layer != 102 {
		t.Fatalf("%v", kept)
	}
	b, err := m.folder().ReadSibling(kept[2], "report.json")
	if err != nil || !strings.Contains(string(b), "auth.two") || !strings.Contains(string(b), "auth.three") {
		t.Errorf("the report of the first night: %v\n%s", err, b)
	}
	if b, err := m.folder().ReadSibling(kept[3], "report.json"); string(b) != "of the night" {
		t.Errorf("the report of the second night was replaced: %v\n%s", err, b)
	}
}

func TestDryRun(t *testing.T) {
	m := newMemory()
	dir := schemas(t, tl(100), tl(101, "auth.one#00000a01"))
	r := good(t, importer.Options{SkipIndex: true, Folder: m.folder(), Source: source, DryRun: true}, "git:"+dir+":api.tl")
	if len(r.Sites[0].Stored) != 2 || len(m.files) > 0 {
		t.Errorf("%s%v", summary(r), m.names())
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	schema := write("100.tl", tl(100, "auth.one#00000a01 code:string"))
	words := write("100.json", `{"index":{"layer":100},"methods":{"auth.one":{"description":["Checks it."],"parameters":{"code":{"description":"The code"}},"errors":[{"code":400,"type":"CODE_INVALID"}]}}}`)
	other := write("101.json", `{"index":{"layer":101},"methods":{}}`)
	at := time.Date(2021, 10, 9, 0, 0, 0, 0, time.UTC)
	m := newMemory()
	with, err := store.Read(schema)
	if err != nil {
		t.Fatal(err)
	}
	o := importer.Options{SkipIndex: true, Folder: m.folder(), Time: at, With: with}
	check(t, "a file has the time that is given, and the site that it says", summary(good(t, o, words)), `
core.telegram.org: 1 versions, 0 present, 0 unchanged
+ 2021-10-09 00:00:00 100: 0
`)
	_, s, _, err := m.folder().Newest("core.telegram.org")
	if err != nil {
		t.Fatal(err)
	}
	want := &model.Method{Name: "auth.one", ID: "00000a01", TL: "auth.one#00000a01 code:string = Bool", Result: "Bool", Description: "Checks it.", Documented: new(true),
		Params: []model.Param{{Name: "code", Type: "string", Description: "The code"}}, Errors: []model.Error{{Code: 400, Type: "CODE_INVALID"}}}
	if d := cmp.Diff(want, s.Methods["auth.one"]); d != "" {
		t.Errorf("merged: %s", d)
	}
	if _, err := run(t, o, other); err == nil || !strings.Contains(err.Error(), "101.json: the schema is of layer 100 and the words are of layer 101") {
		t.Errorf("other layers: %v", err)
	}
	if _, err := run(t, importer.Options{SkipIndex: true, Folder: m.folder()}, schema); err == nil || !strings.Contains(err.Error(), "--source URL") {
		t.Errorf("a schema of an unknown repository: %v", err)
	}
}
