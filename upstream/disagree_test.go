package upstream_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

func TestDisagreements(t *testing.T) {
	const (
		site     = "https://corefork.telegram.org"
		core     = "https://core.telegram.org"
		tdesktop = "https://github.com/telegramdesktop/tdesktop"
		tdlib    = "https://github.com/tdlib/td"
	)
	tl := func(lines ...string) string { return "---functions---\n" + strings.Join(lines, ";\n") + ";\n" }
	const one, long, flags = "a.one id:int = Bool", "a.one id:long = Bool", "a.one flags:# id:int = Bool"
	for _, tc := range []struct {
		why    string
		stored func(*history)
		want   []string
	}{
		{"the same lines, with and without ids", func(h *history) {
			h.add(site, 225, tl("a.one#00000001 id:int = Bool"))
			h.add(tdesktop, 225, tl(one))
		}, nil},
		{"the site and a source", func(h *history) {
			h.add(site, 225, tl(one))
			h.add(tdesktop, 225, tl(long))
		}, []string{"225 method a.one: corefork.telegram.org: id:int = Bool; tdesktop: id:long = Bool"}},
		{"two against one, and three lines", func(h *history) {
			h.add(site, 225, tl(one))
			h.add(core, 225, tl(flags))
			h.add(tdesktop, 225, tl(long))
			h.add(tdlib, 225, tl(one))
		}, []string{"225 method a.one: core.telegram.org: flags:# id:int = Bool; corefork.telegram.org, tdlib: id:int = Bool; tdesktop: id:long = Bool"}},
		{"what one lacks", func(h *history) {
			h.add(site, 225, tl(one))
			h.add(tdesktop, 225, tl(one, "a.two = Bool"))
		}, nil},
		{"other layers", func(h *history) {
			h.add(site, 225, tl(one))
			h.add(tdesktop, 226, tl(long))
		}, nil},
		{"the last revision of the layer counts, also where a source is ahead", func(h *history) {
			h.add(site, 225, tl(one))
			h.add(tdesktop, 225, tl(one))
			h.add(tdesktop, 225, tl(long))
			h.add(tdesktop, 226, tl(one))
		}, []string{"225 method a.one: corefork.telegram.org: id:int = Bool; tdesktop: id:long = Bool"}},
		{"what a source leaves out", func(h *history) {
			h.add(tdesktop, 225, tl("test.parseInputAppEvent = Bool"))
			h.add(tdlib, 225, tl("test.parseInputAppEvent id:int = Bool"))
		}, nil},
	} {
		h := &history{t: t, folder: store.Dir(t.TempDir())}
		tc.stored(h)
		list, err := upstream.Disagreements(h.folder, upstream.Defaults())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprint(d.Layer, " ", d))
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}
