package upstream_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// history stores snapshots, a day apart.
type history struct {
	t      *testing.T
	folder store.Folder
	day    int
}

// add stores a snapshot made of a .tl file.
func (h *history) add(source string, layer int, text string) {
	h.t.Helper()
	s, err := store.Decode(strings.NewReader(text))
	if err != nil {
		h.t.Fatal(err)
	}
	s.Source, s.Layer = source, layer
	h.store(s)
}

func (h *history) store(s *model.Snapshot) {
	h.t.Helper()
	h.day++
	e, err := h.folder.Next(s, time.Date(2026, 6, h.day, 0, 0, 0, 0, time.UTC))
	if err == nil {
		err = h.folder.Write(e, s)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// names are entities in a line.
func names(list []upstream.Entity) string {
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	return strings.Join(names, " ")
}

func TestStatusOf(t *testing.T) {
	const site, repo = "https://corefork.telegram.org", "https://github.com/owner/app"
	tl := func(lines ...string) string { return strings.Join(lines, ";\n") + ";\n" }
	const two, three = "app.two#00000002 = app.Two", "app.three#00000003 id:long = app.Three"
	for _, tc := range []struct {
		why    string
		source upstream.Source
		stored func(*history)
		want   string
	}{
		{"nothing is stored", upstream.Source{}, func(h *history) { h.add(site, 7, tl(two)) },
			"layer unknown, revision 0"},
		{"no site", upstream.Source{}, func(h *history) { h.add(repo, 7, tl(two)) },
			"layer 7, revision 1, provisional; since 1, layer since 1"},
		{"the source is ahead", upstream.Source{}, func(h *history) { h.add(site, 7, tl(two)); h.add(repo, 8, tl(two, three)) },
			"layer 8, revision 1, provisional; since 2, layer since 2; site 7: +app.three"},
		{"a second revision", upstream.Source{}, func(h *history) { h.add(repo, 7, tl(two)); h.add(repo, 8, tl(two)); h.add(repo, 8, tl(two, three)) },
			"layer 8, revision 2, provisional; since 3, layer since 2"},
		{"the site has it", upstream.Source{}, func(h *history) { h.add(repo, 7, tl(two)); h.add(site, 7, tl(two, three)) },
			"layer 7, revision 1, confirmed; since 1, layer since 1; site 7: -app.three; by 7@2026-06-02"},
		{"the first snapshot of the site counts", upstream.Source{}, func(h *history) { h.add(site, 7, tl(two)); h.add(site, 7, tl(two, three)); h.add(repo, 7, tl(two)) },
			"layer 7, revision 1, confirmed; since 3, layer since 3; site 7: -app.three; by 7@2026-06-01"},
		{"the site had it and is ahead", upstream.Source{}, func(h *history) { h.add(repo, 7, tl(two)); h.add(site, 7, tl(two)); h.add(site, 8, tl(three)) },
			"layer 7, revision 1, confirmed; since 1, layer since 1; site 8: +app.two -app.three; by 7@2026-06-02"},
		{"the same lines in another layer do not count", upstream.Source{}, func(h *history) { h.add(site, 7, tl(two)); h.add(repo, 8, tl(two)) },
			"layer 8, revision 1, provisional; since 2, layer since 2; site 7:"},
		{"a line differs", upstream.Source{}, func(h *history) {
			h.add(site, 7, tl("app.three#00000003 id:int = app.Three"))
			h.add(repo, 7, tl(three))
		}, "layer 7, revision 1, provisional; since 2, layer since 2; site 7: ~app.three"},
		{"an ID that a client leaves out, and built-in types, are no difference", upstream.Source{}, func(h *history) {
			h.add(site, 7, tl(two, "boolTrue#997275b5 = Bool"))
			h.add(repo, 7, tl("app.two = app.Two", "boolTrue = Bool", "int ? = Int", "vector {t:Type} # [ t ] = Vector t"))
		}, "layer 7, revision 1, confirmed; since 2, layer since 2; site 7:; by 7@2026-06-01"},
		{"an unknown layer", upstream.Source{}, func(h *history) { h.add(site, 7, tl(two)); h.add(repo, 0, tl(two)) },
			"layer unknown, revision 1, confirmed; since 2, layer since 2; site 7:; by 7@2026-06-01"},
		{"names that are left out", upstream.Source{Drop: []string{"app.three"}}, func(h *history) { h.add(site, 7, tl(two)); h.add(repo, 7, tl(two, three)) },
			"layer 7, revision 1, confirmed; since 2, layer since 2; site 7:; by 7@2026-06-01"},
		{"nothing to compare with", upstream.Source{Against: upstream.AgainstNone}, func(h *history) { h.add(site, 7, tl(two)); h.add(repo, 7, tl(three)) },
			"layer 7, revision 1; since 2, layer since 2"},
		{"other repositories are no site", upstream.Source{}, func(h *history) { h.add("https://github.com/other/app", 7, tl(two)); h.add(repo, 7, tl(two)) },
			"layer 7, revision 1, provisional; since 2, layer since 2"},
		{"the MTProto schema, with bytes as strings and a method as the site has it", upstream.Source{Against: model.SchemaMTProto}, func(h *history) {
			h.add(site, 7, "// SCHEMA mtproto\nresPQ#05162463 pq:bytes = ResPQ;\nhttp_wait#9299359f max_delay:int = HttpWait;\n")
			h.add(repo, 0, "resPQ#05162463 pq:string = ResPQ;\n---functions---\nhttp_wait#9299359f max_delay:int = HttpWait;\n")
		}, "layer unknown, revision 1, confirmed; since 2, layer since 2; site 7:; by 7@2026-06-01"},
		{"bytes and string are two types of the API", upstream.Source{}, func(h *history) {
			h.add(site, 7, tl("app.four#00000004 a:bytes = app.Four"))
			h.add(repo, 7, tl("app.four#00000004 a:string = app.Four"))
		}, "layer 7, revision 1, provisional; since 2, layer since 2; site 7: ~app.four"},
		{"the end-to-end schema has a name once a layer", upstream.Source{Against: model.SchemaEndToEnd}, func(h *history) {
			h.add(site, 7, "===8===\nmessage#00000008 id:int = Message;\n===17===\nmessage#00000017 id:long = Message;\n")
			h.add(repo, 0, tl("message8#00000008 id:int = Message", "message#00000017 id:long = Message"))
		}, "layer unknown, revision 1, confirmed; since 2, layer since 2; site 7:; by 7@2026-06-01"},
	} {
		h := &history{t: t, folder: store.Dir(t.TempDir())}
		tc.stored(h)
		tc.source.Name, tc.source.Repository = "app", repo
		list, err := upstream.StatusOf(h.folder, []upstream.Source{tc.source})
		if err != nil || len(list) != 1 {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if got := summary(list[0]); got != tc.want {
			t.Errorf("%s:\n%s, want\n%s", tc.why, got, tc.want)
		}
	}
}

// summary is a status in a line.
func summary(s upstream.Status) string {
	text := s.Title()
	if s.Since != nil {
		text += fmt.Sprintf("; since %d, layer since %d", s.Since.Day(), s.LayerSince.Day())
	}
	if s.OnlySource != nil {
		text += fmt.Sprintf("; site %d:", s.SiteLayer)
		if len(s.OnlySource) > 0 {
			text += " +" + names(s.OnlySource)
		}
		if len(s.OnlySite) > 0 {
			text += " -" + names(s.OnlySite)
		}
		if len(s.Different) > 0 {
			text += " ~" + names(s.Different)
		}
	}
	if s.Confirmed != nil {
		text += "; by " + s.Confirmed.Snapshot
	}
	return text
}
