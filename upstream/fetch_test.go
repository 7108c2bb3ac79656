package upstream_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// app is a source with its layer in another file.
func app(h *host) upstream.Source {
	return upstream.Source{
		Name: "app", Repository: "https://github.com/owner/app", Schema: h.URL + "/api.tl",
		Layer: []upstream.Layer{{URL: h.URL + "/version.h", Pattern: `LAYER = (\d+)`}},
	}
}

// methods is a schema of so many methods, from the first on.
func methods(first, n int) string {
	var b strings.Builder
	b.WriteString("boolTrue#997275b5 = Bool;\n---functions---\n")
	for i := first; i < first+n; i++ {
		fmt.Fprintf(&b, "app.do%03d id:int = Bool;\n", i)
	}
	return b.String()
}

// Only files that have changed are downloaded.
func TestConditional(t *testing.T) {
	h := newHost(t)
	j := newJob(t, app(h))
	version := func(n int) string { return fmt.Sprintf("constexpr int32 LAYER = %d;", n) }
	for _, n := range []struct {
		why      string
		change   func()
		outcome  nightly.Outcome
		says     string
		requests string
	}{
		{"the first night", func() { h.files = map[string]string{"/api.tl": methods(0, 3), "/version.h": version(7)} },
			nightly.First, "app: layer 7, revision 1, provisional: first snapshot", "200 /api.tl, 200 /version.h"},
		{"nothing changed", func() {}, nightly.Unchanged, "", "304 /api.tl, 304 /version.h"},
		{"the schema changed", func() { h.files["/api.tl"] = methods(0, 4) },
			nightly.Changed, "layer 7, revision 2, provisional; https://github.com/owner/app, layer 7: 1 compatible", "200 /api.tl, 304 /version.h, 200 /version.h"},
		{"only the layer changed", func() { h.files["/version.h"] = version(8) },
			nightly.Changed, "layer 8, revision 1, provisional; https://github.com/owner/app, layer 7 -> 8", "304 /api.tl, 200 /version.h, 200 /api.tl"},
		{"the file of the layer changed, and the layer did not", func() { h.files["/version.h"] += "\n// 2026" },
			nightly.Unchanged, "", "304 /api.tl, 200 /version.h, 200 /api.tl"},
		{"another pattern: the same files mean something else", func() { j.Sources[0].Layer[0].Pattern = `LAYER = .*\n// (\d+)` },
			nightly.Changed, "layer 2026, revision 1, provisional", "200 /api.tl, 200 /version.h"},
		{"the newest snapshot is gone", func() {
			e, err := j.Folder.Resolve("latest")
			if err == nil {
				err = j.Folder.Remove(e)
			}
			if err != nil {
				t.Fatal(err)
			}
		}, nightly.Changed, "layer 2026, revision 1, provisional", "200 /api.tl, 200 /version.h"},
		{"the file of the layer is gone", func() { delete(h.files, "/version.h") },
			nightly.Unchanged, "", "304 /api.tl, 404 /version.h, 200 /api.tl, 404 /version.h"},
		{"and then the schema changes", func() { h.files["/api.tl"] = methods(0, 5) },
			nightly.Changed, "layer unknown, revision 1, provisional", "200 /api.tl, 404 /version.h"},
	} {
		n.change()
		j.wants(n.why, n.outcome, n.says)
		if got := h.requests(); got != n.requests {
			t.Errorf("%s: %s, want %s", n.why, got, n.requests)
		}
	}
}

// A revision that lacks half of the schema is quarantined, until it has been like that for a
// week.
func TestQuarantine(t *testing.T) {
	h := newHost(t)
	j := newJob(t, app(h))
	h.files = map[string]string{"/api.tl": methods(0, 100), "/version.h": "LAYER = 7"}
	j.wants("the first night", nightly.First, "first snapshot")
	h.files["/api.tl"] = methods(60, 140)
	j.wants("60 of 100 are gone", nightly.Quarantined, "quarantined: 60 of 100 methods are gone")
	j.wants("still", nightly.Quarantined, "")
	h.files["/api.tl"] = methods(40, 60)
	j.wants("fewer are gone", nightly.Changed, "layer 7, revision 2")

	h.files["/api.tl"] = methods(95, 5)
	j.wants("half is gone again", nightly.Quarantined, "methods are gone")
	for range 6 {
		j.wants("for some days", nightly.Quarantined, "")
	}
	j.wants("for a week", nightly.Changed, "layer 7, revision 3")
	j.wants("nothing changed since", nightly.Unchanged, "")

	h.files["/api.tl"] = methods(200, 50)
	j.wants("5 are too few to doubt", nightly.Changed, "layer 7, revision 4")
	h.files["/api.tl"] = methods(300, 50)
	j.wants("all are others", nightly.Quarantined, "methods are gone")
	j.Accept = []string{"app"}
	j.wants("a user accepts it", nightly.Changed, "layer 7, revision 5")
	j.Accept = nil
	j.wants("and it is the newest", nightly.Unchanged, "")
}

// A history imported from git goes on: its newest revision is no news, and names that the
// source drops are not reported as removed.
func TestImportedHistory(t *testing.T) {
	h := newHost(t)
	source := app(h)
	source.Drop = []string{"app.own"}
	own := "---functions---\napp.own = Bool;\n"
	h.files = map[string]string{"/api.tl": methods(0, 3) + own, "/version.h": "LAYER = 7"}
	j := newJob(t, source)
	for i, text := range []string{methods(0, 2) + own, methods(0, 3) + own} {
		s, err := store.Decode(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		s.Source, s.Layer = source.Repository, 7
		e := j.Folder.At(source.Site(), 7, time.Date(2026, 5, 1+i, 0, 0, 0, 0, time.UTC))
		if err := j.Folder.Write(e, s); err != nil {
			t.Fatal(err)
		}
		if err := j.Folder.WriteSibling(e, "report.json", []byte("{}")); err != nil {
			t.Fatal(err)
		}
	}
	j.wants("the repository is as it was imported", nightly.Unchanged, "")
	h.files["/api.tl"] = methods(0, 4) + own
	j.wants("it goes on", nightly.Changed, "layer 7, revision 3, provisional; https://github.com/owner/app, layer 7: 1 compatible")
}

// Sources do not affect each other, and are reported in their order.
func TestSeveralSources(t *testing.T) {
	slow, fast := newHost(t), newHost(t)
	first, second, third := app(slow), app(fast), app(fast)
	second.Name, second.Repository = "other", "https://github.com/owner/other"
	third.Name, third.Repository, third.Schema = "gone", "https://github.com/owner/gone", fast.URL+"/none.tl"
	slow.files = map[string]string{"/api.tl": methods(0, 3), "/version.h": "LAYER = 7"}
	fast.files = map[string]string{"/api.tl": methods(0, 3), "/version.h": "LAYER = 8"}
	j := newJob(t, first, third, second)
	outcomes, messages := j.night()
	lines := strings.Split(messages, "\n")
	if outcomes != "first failed first" || len(lines) != 3 ||
		!strings.HasPrefix(lines[0], "app: layer 7") || !strings.HasPrefix(lines[1], "gone: ") || !strings.HasPrefix(lines[2], "other: layer 8") {
		t.Errorf("%s, %s", outcomes, messages)
	}
}

// An error table is a source, too.
func TestErrorTable(t *testing.T) {
	table := func(n int) string {
		var errors []string
		for i := range n {
			errors = append(errors, fmt.Sprintf(`"APP_%d": ["app.do"]`, i))
		}
		return `{"errors": {"400": {` + strings.Join(errors, ",") + `}}, "layer": 7}`
	}
	h := newHost(t)
	j := newJob(t, upstream.Source{Name: "app", Repository: "https://github.com/owner/app", Schema: h.URL + "/errors.json", Kind: upstream.KindErrors})
	h.files = map[string]string{"/errors.json": table(50)}
	j.wants("the first night", nightly.First, "layer 7, revision 1, provisional: first snapshot")
	h.files["/errors.json"] = table(51)
	j.wants("one more", nightly.Changed, "layer 7, revision 2, provisional")
	h.files["/errors.json"] = table(20)
	j.wants("half is gone", nightly.Quarantined, "quarantined: 31 of 51")
}

func TestTrim(t *testing.T) {
	s, err := store.Decode(strings.NewReader("app.own#00000001 = app.Own;\nboolTrue#997275b5 = Bool;\n---functions---\napp.do = Bool;\napp.test = Bool;\n"))
	if err != nil {
		t.Fatal(err)
	}
	trimmed := upstream.Source{Drop: []string{"app.own", "app.test", "none"}}.Trim(s)
	if err := trimmed.Validate(); err != nil {
		t.Error(err)
	}
	if trimmed.Methods["app.test"] != nil || trimmed.Methods["app.do"] == nil || trimmed.Types["app.Own"] != nil || len(trimmed.Types["Bool"].Methods) != 1 {
		t.Errorf("left: %v, %v", model.Sorted(trimmed.Methods), trimmed.Types)
	}
	if s.Methods["app.test"] == nil || len(s.Types["Bool"].Methods) != 2 || len(s.Order.Methods) != 2 {
		t.Error("the snapshot itself has changed")
	}
}
