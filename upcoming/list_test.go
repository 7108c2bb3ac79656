package upcoming_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/upcoming"
	"github.com/tlcrawl/tlcrawl/upstream"
)

const (
	methods = "---functions---\n"
	one     = methods + "a.one id:int = Bool;\n"
	two     = one + "a.two id:int = Bool;\n"
)

// brief is a list in short: layer, name, status, since, and where.
func brief(list []upcoming.Item) []string {
	lines := []string{}
	for _, i := range list {
		line := fmt.Sprintf("%d %s %s %s", i.Layer, i.Key(), i.Status, i.Since.Format("01-02"))
		if i.OrEarlier {
			line += "-"
		}
		if i.SiteLine != "" {
			line += " changed"
		}
		for _, s := range i.Seen {
			line += " " + s.Source
			if s.Line != "" {
				line += "*"
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestList(t *testing.T) {
	for _, tc := range []struct {
		why  string
		make func(folder)
		want []string
	}{
		{"the site announces it: final", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(site, 225, 2, one, announces("a.next", 226))
		}, []string{"226 method a.next final 06-02 corefork.telegram.org"}},
		{"a page of an earlier layer: gone", func(f folder) {
			f.keep(site, 225, 1, one, announces("a.old", 78))
		}, []string{"78 method a.old gone 06-01- corefork.telegram.org"}},
		{"one client has it: provisional", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 226, 2, two)
		}, []string{"226 method a.two provisional 06-02 tdesktop"}},
		{"two clients have it: final", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 226, 2, two)
			f.keep(tdlib, 225, 1, one)
			f.keep(tdlib, 226, 3, two)
		}, []string{"226 method a.two final 06-02 tdesktop tdlib"}},
		{"two clients with different lines: provisional, with the line of the higher layer", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 227, 2, one+"a.two id:long = Bool;\n")
			f.keep(tdlib, 225, 1, one)
			f.keep(tdlib, 226, 3, two)
		}, []string{"226 method a.two provisional 06-02 tdesktop tdlib*"}},
		{"two schemas of one repository are one client", func(f folder) {
			f.keep(site, 225, 1, one, func(s *model.Snapshot) { s.Schemas = map[string]*model.Schema{model.SchemaMTProto: {}} })
			f.keep(tdlib, 226, 2, two)
			f.keep(tdlib+"/mtproto_api", 0, 2, two)
		}, []string{"226 method a.two provisional 06-02- tdlib"}},
		{"the site's announcement and a client's line", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(site, 225, 3, one, announces("a.two", 226))
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 226, 2, two)
		}, []string{"226 method a.two final 06-02 corefork.telegram.org tdesktop"}},
		{"a line that changes", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 226, 2, methods+"a.one id:long = Bool;\n")
		}, []string{"226 method a.one provisional 06-02 changed tdesktop"}},
		{"another line at the site's layer is a disagreement, not upcoming", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 2, methods+"a.one id:long = Bool;\n")
		}, []string{}},
		{"something new at the site's layer", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 225, 2, two)
		}, []string{"225 method a.two provisional 06-02 tdesktop"}},
		{"a client that is behind has what the site removed", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 224, 2, two)
		}, []string{}},
		{"what a client has since an earlier layer is its own", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 223, 1, two)
			f.keep(tdesktop, 226, 2, two)
		}, []string{}},
		{"what the site has is not upcoming", func(f folder) {
			f.keep(site, 225, 1, one, announces("a.two", 226))
			f.keep(site, 226, 2, two)
			f.keep(tdesktop, 226, 1, two)
		}, []string{}},
		{"what a source drops, and what clients write in their own way", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdlib, 226, 1, "int ? = Int;\n"+one+"test.parseInputAppEvent = Bool;\n")
		}, []string{"226 type Int provisional 06-01- tdlib"}},
		{"a new type comes with its constructor", func(f folder) {
			f.keep(site, 225, 1, one)
			f.keep(tdesktop, 225, 1, one)
			f.keep(tdesktop, 226, 2, "thing id:int = Thing;\n"+one)
		}, []string{"226 constructor thing provisional 06-02 tdesktop", "226 type Thing provisional 06-02 tdesktop"}},
		{"of several domains, the one with the highest layer counts", func(f folder) {
			f.keep(site, 226, 1, two)
			f.keep("https://core.telegram.org", 225, 2, one, announces("a.two", 226), announces("a.three", 227))
		}, []string{"227 method a.three final 06-02- core.telegram.org"}},
		{"without layers, only what came while the source was followed", func(f folder) {
			mtproto := func(s *model.Snapshot) {
				s.Schemas = map[string]*model.Schema{model.SchemaMTProto: {Combinators: []model.SchemaLine{{Kind: model.KindMethod, TL: "ping id:long = Bool"}}}}
			}
			f.keep(site, 225, 1, one, mtproto)
			f.keep(tdlib+"/mtproto_api", 0, 1, methods+"ping id:long = Bool;\nold id:int = Bool;\n")
			f.keep(tdlib+"/mtproto_api", 0, 2, methods+"ping id:long = Bool;\nold id:int = Bool;\nnext id:int = Bool;\n")
		}, []string{"0 mtproto method next provisional 06-02 tdlib-mtproto"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			f := newFolder(t)
			tc.make(f)
			if d := cmp.Diff(tc.want, brief(f.list())); d != "" {
				t.Error(d)
			}
		})
	}
}

// An item says what is known of it.
func TestItem(t *testing.T) {
	f := newFolder(t)
	f.keep(site, 225, 1, one)
	f.keep(site, 225, 3, one, announces("a.two", 226))
	f.keep(tdesktop, 225, 1, one)
	f.keep(tdesktop, 226, 2, one+"a.two flags:# title:flags.0?string = Bool;\n")
	want := []upcoming.Item{{
		Layer: 226, Kind: model.KindMethod, Name: "a.two", Status: upcoming.Final, Description: "Is coming.",
		Line: "a.two#1c74c2da flags:# title:flags.0?string = Bool", Params: []upcoming.Param{{"flags", "#"}, {"title", "flags.0?string"}}, Since: day(2),
		Seen: []upcoming.Seen{{Source: "corefork.telegram.org", Layer: 225, Since: day(3)}, {Source: "tdesktop", Layer: 226, Since: day(2)}},
	}}
	if d := cmp.Diff(want, f.list(), cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Line" }, cmp.Comparer(func(a, b string) bool {
		return strings.SplitN(a+" ", " ", 2)[1] == strings.SplitN(b+" ", " ", 2)[1]
	}))); d != "" {
		t.Error(d)
	}
}

// The first and the last history may be without the other.
func TestListWithoutHistories(t *testing.T) {
	f := newFolder(t)
	f.keep(tdesktop, 226, 1, two)
	if _, err := upcoming.List(t.Context(), f.Folder, upstream.Defaults()); !errors.Is(err, upcoming.ErrNoSite) {
		t.Errorf("without a site: %v", err)
	}
	f.keep(site, 225, 1, one)
	if got := brief(f.list()); len(got) != 1 {
		t.Errorf("with one: %q", got)
	}
}

// What is new is passed on once; what was there when a history began is not new.
func TestKnown(t *testing.T) {
	f := newFolder(t)
	check := func(why string, want ...string) {
		t.Helper()
		known, err := upcoming.ReadKnown(f.Folder)
		if err != nil {
			t.Fatal(err)
		}
		list := f.list()
		got := []string{}
		for _, i := range known.New(list) {
			got = append(got, i.Name)
		}
		if d := cmp.Diff(append([]string{}, want...), got); d != "" {
			t.Errorf("%s: %s", why, d)
		}
		if err := upcoming.WriteKnown(f.Folder, list); err != nil {
			t.Fatal(err)
		}
	}
	f.keep(site, 225, 1, one, announces("a.first", 226), announces("a.gone", 3))
	check("the first snapshot is the baseline")
	f.keep(tdesktop, 225, 1, one)
	f.keep(tdesktop, 226, 2, two)
	check("a client has something new", "a.two")
	check("once")
	f.keep(site, 225, 3, one, announces("a.first", 226), announces("a.two", 226), announces("a.next", 226))
	check("one more, and one that is announced now", "a.next")
	f.keep(site, 226, 4, two)
	check("the site has it")
}

// The list of a large folder is quick: it comes from the indexes.
func TestListReadsNoSnapshots(t *testing.T) {
	f := newFolder(t)
	f.keep(site, 225, 1, one)
	for n := range 40 {
		f.keep(tdesktop, 226, 1+n, two+fmt.Sprintf("a.m%d = Bool;\n", n))
	}
	f.list()
	began := time.Now()
	if list := f.list(); len(list) != 2 {
		t.Errorf("%q", brief(list))
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %s", took)
	}
}
