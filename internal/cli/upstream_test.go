//go:build unix

package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/data"
)

// upstreamJob is the job of a site and of repositories next to it.
type upstreamJob struct {
	t             *testing.T
	site          *movingSite
	repos         *repositories
	dir, sources  string
	flags         []string
	stdout, error bytes.Buffer
}

func newUpstreamJob(t *testing.T) *upstreamJob {
	j := &upstreamJob{t: t, site: &movingSite{pages: data.Handler(), layer: "186", from: "-", to: "-"}, repos: newRepositories(t), dir: t.TempDir()}
	server := httptest.NewServer(j.site)
	t.Cleanup(server.Close)
	j.sources = j.repos.sources(t)
	j.flags = []string{"--data", j.dir, "--base-url", server.URL, "--rate", "0", "--backoff", "1ms", "--quiet", "--kinds", "schema"}
	return j
}

// run runs a command and returns its exit code.
func (j *upstreamJob) run(args ...string) int {
	j.stdout.Reset()
	j.error.Reset()
	return runProgram(args, nil, &j.stdout, &j.error)
}

// night is one run of the job. It must exit with 0.
func (j *upstreamJob) night(more ...string) {
	j.t.Helper()
	args := append([]string{"nightly", "--upstream", "--sources", j.sources}, append(j.flags, more...)...)
	if code := j.run(args...); code != exitOK {
		j.t.Fatalf("exit %d: %s", code, j.error.String())
	}
}

// schema is the sample's schema of a layer, as a .tl file or in JSON.
func (j *upstreamJob) schema(layer string, flags ...string) string {
	j.t.Helper()
	file := filepath.Join(j.t.TempDir(), "snapshot.json")
	site := httptest.NewServer(data.Handler())
	defer site.Close()
	for _, args := range [][]string{
		{"crawl", "--layer", layer, "--out", file, "--base-url", site.URL, "--rate", "0", "--backoff", "1ms", "--quiet"},
		append([]string{"tl", file}, flags...),
	} {
		if code := j.run(args...); code != exitOK {
			j.t.Fatalf("%q: exit %d: %s", args, code, j.error.String())
		}
	}
	return j.stdout.String()
}

// Every revision is reported once, nothing on nights without one, and a revision is
// provisional until the site has its lines.
func TestNightlyUpstream(t *testing.T) {
	t.Parallel()
	j := newUpstreamJob(t)
	old, final := j.schema("186"), j.schema("203")
	oldJSON, finalJSON := j.schema("186", "--format", "json", "--layer-wrapper"), j.schema("203", "--format", "json", "--layer-wrapper")
	method := regexp.MustCompile(`(?m)^auth\.sendCode#.*\n`).FindString(final)
	if method == "" {
		t.Fatal("the sample has no auth.sendCode")
	}
	const first = "Upstream: schemas of client repositories, ahead of the site"
	for _, n := range []struct {
		why    string
		change func()
		want   string // the lines about sources
		bodies int    // that are downloaded
	}{
		{"the first snapshots, of the layer that the site shows", func() { j.repos.put("/app/api.tl", old, "/web/schema.json", oldJSON) },
			"app: layer 186, revision 1: first snapshot\nweb: layer 186, revision 1: first snapshot", 2},
		{"nothing new", func() {}, "", 0},
		{"a layer that the site does not show yet, in part", func() { j.repos.put("/app/api.tl", strings.Replace(final, method, "", 1)) },
			"app: layer 203, revision 1, provisional", 1},
		{"nothing new", func() {}, "", 0},
		{"another revision of the layer", func() { j.repos.put("/app/api.tl", final) },
			"app: layer 203, revision 2, provisional", 1},
		{"the layer moves to another file", func() {
			j.repos.put("/app/api.tl", strings.Replace(final, "// LAYER 203\n", "", 1), "/app/layer.tl", "// LAYER 203\n")
		}, "", 2},
		{"nothing new", func() {}, "", 0},
		{"only a comment", func() {
			j.repos.put("/app/api.tl", strings.Replace(final, "// LAYER 203\n", "// of 2026\n", 1))
		}, "", 2},
		{"the site follows", func() { j.site.shows("203", "-", "-") },
			"app: layer 203, revision 2: confirmed by 127.0.0.1_N", 0},
		{"nothing new", func() {}, "", 0},
		{"the other source follows, in JSON", func() { j.repos.put("/web/schema.json", finalJSON) },
			"web: layer 203, revision 1", 1},
		{"the layer is issued again", func() { j.repos.put("/app/api.tl", "test.added#00000001 = Bool;\n"+final) },
			"app: layer 203, revision 3, provisional", 1},
		{"a layer that goes back", func() { j.repos.put("/app/api.tl", old) },
			"app: layer 186, revision 2", 1},
		{"the next layer, without another change", func() { j.repos.put("/app/api.tl", strings.Replace(old, "LAYER 186", "LAYER 204", 1)) },
			"app: layer 204, revision 1, provisional", 1},
		{"nothing new", func() {}, "", 0},
	} {
		n.change()
		j.repos.bodies()
		j.night()
		got := regexp.MustCompile(`127\.0\.0\.1_\d+`).ReplaceAllString(lines(j.stdout.String(), "app: ", "web: "), "127.0.0.1_N")
		if got != n.want {
			t.Errorf("%s: it reports\n%s\nwant\n%s", n.why, got, n.want)
		}
		if headings := strings.Count(j.stdout.String(), first); headings != min(1, len(n.want)) {
			t.Errorf("%s: %d headings", n.why, headings)
		}
		if j.error.Len() > 0 {
			t.Errorf("%s: standard error says %s", n.why, j.error.String())
		}
		if b := j.repos.bodies(); b != n.bodies {
			t.Errorf("%s: %d files are downloaded, want %d", n.why, b, n.bodies)
		}
	}
}

// The site's part of a run is what it is without --upstream.
func TestNightlyUpstreamKeepsSite(t *testing.T) {
	t.Parallel()
	j := newUpstreamJob(t)
	j.repos.put("/app/api.tl", j.schema("203"), "/web/schema.json", j.schema("203", "--format", "json", "--layer-wrapper"))
	j.night()
	j.site.shows("203", "-", "-")
	if code := j.run(append([]string{"nightly", "--upstream", "--sources", j.sources, "--exit-code"}, j.flags...)...); code != exitDiffers {
		t.Errorf("the site changed: exit %d", code)
	}
	j.repos.put("/app/api.tl", j.schema("186"))
	j.night("--exit-code") // a change of a source is none of the site
	if !strings.Contains(j.stdout.String(), "app: layer 186") {
		t.Errorf("it reports\n%s", j.stdout.String())
	}
	j.repos.breaks("/app/api.tl", http.NotFound)
	j.repos.breaks("/web/schema.json", http.NotFound)
	j.night()
	for _, args := range [][]string{
		{"diff", "latest~1", "latest", "--data", j.dir},
		{"status", "--data", j.dir, "--exit-code"},
	} {
		if code := j.run(args...); code != exitOK {
			t.Errorf("%q: exit %d: %s", args, code, j.error.String())
		}
	}
}

// Reports of sources are sent to the channels under a heading, after that of the site.
func TestNightlyUpstreamNotifies(t *testing.T) {
	t.Parallel()
	j := newUpstreamJob(t)
	old, final := j.schema("186"), j.schema("203")
	var received []string
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		received = append(received, string(b))
	}))
	defer hook.Close()
	j.repos.put("/app/api.tl", old, "/web/schema.json", j.schema("203", "--format", "json", "--layer-wrapper"))
	j.night("--notify", "generic+"+hook.URL)
	if len(received) > 0 {
		t.Errorf("the first night sends %q", received)
	}
	j.repos.put("/app/api.tl", final)
	j.site.shows("203", "-", "-")
	j.night("--notify", "generic+"+hook.URL)
	const want = "Upstream: schemas of client repositories, ahead of the site\napp: layer 203, revision 1\nhttps://github.com/owner/app, layer 186 -> 203"
	if len(received) != 2 || !strings.HasPrefix(received[0], "http://127.0.0.1") || !strings.HasPrefix(received[1], want) {
		t.Errorf("it sends %q, want that of the site, then %q", received, want)
	}
	if site, sources, ok := strings.Cut(j.stdout.String(), "\n\nUpstream: "); !ok || !strings.Contains(site, "BREAKING") || !strings.Contains(sources, "BREAKING") {
		t.Errorf("it prints\n%s", j.stdout.String())
	}
}

// A source that never worked does not make the job overdue.
func TestStatusOfFailingUpstream(t *testing.T) {
	t.Parallel()
	j := newUpstreamJob(t)
	j.night()
	if code := j.run("status", "--data", j.dir, "--exit-code"); code != exitOK || strings.Count(j.stdout.String(), "OVERDUE") != 2 {
		t.Errorf("exit %d: %s", code, j.stdout.String())
	}
}

// A source that fails is one line on the first night, and one when it is over.
func TestNightlyUpstreamFails(t *testing.T) {
	t.Parallel()
	answer := func(text string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
	}
	j := newUpstreamJob(t)
	old := j.schema("186")
	j.repos.put("/app/api.tl", old, "/web/schema.json", j.schema("186", "--format", "json", "--layer-wrapper"))
	j.night()
	const silent = "it does not answer"
	for _, tc := range []struct {
		why, path, says string
		fault           func(http.ResponseWriter, *http.Request)
	}{
		{"it is gone", "/app/api.tl", "HTTP 404", http.NotFound},
		{"it is a page", "/app/api.tl", "an HTML page instead of the file", answer("<!DOCTYPE html><title>Sign in</title>")},
		{"it is of another format", "/app/api.tl", "not a file of kind tl: line 1", answer(`{"layer": 1}`)},
		{"a line is broken", "/app/api.tl", "line 2", answer("boolTrue#997275b5 = Bool;\na#1#2 = Bool;\n")},
		{"it is empty", "/app/api.tl", "the file is empty", answer("\n")},
		{"it is another JSON", "/web/schema.json", "not a file of kind tweb", answer("[1]")},
		{"it is huge", "/app/api.tl", "larger than 8 MB", answer(strings.Repeat("// padding\n", 1<<20))},
		{silent, "/app/api.tl", "no complete response within", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"it refuses", "/app/api.tl", "refuses", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }},
		{"it is elsewhere", "/app/api.tl", "another host", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://localhost:9/api.tl", http.StatusFound)
		}},
	} {
		name, timeout := strings.Split(tc.path, "/")[1], "30s"
		if tc.why == silent {
			timeout = "1s" // the site answers sooner, on a busy machine as well
		}
		j.repos.breaks(tc.path, tc.fault)
		j.night("--timeout", timeout)
		if got := j.error.String(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "tlcrawl: upstream "+name+": ") || !strings.Contains(got, tc.says) {
			t.Errorf("%s: standard error says %q, want one line with %q", tc.why, got, tc.says)
		}
		if j.stdout.Len() > 0 {
			t.Errorf("%s: it reports\n%s", tc.why, j.stdout.String())
		}
		j.night("--timeout", timeout)
		if j.stdout.Len()+j.error.Len() > 0 {
			t.Errorf("%s: the next night says\n%s%s", tc.why, j.stdout.String(), j.error.String())
		}
		j.repos.breaks(tc.path, nil)
		j.night()
		if got := lines(j.stdout.String(), name+": "); !strings.HasPrefix(got, name+": recovered; failing since ") || j.error.Len() > 0 {
			t.Errorf("%s: once it is over, it says\n%s%s", tc.why, got, j.error.String())
		}
		j.night()
		if j.stdout.Len()+j.error.Len() > 0 {
			t.Errorf("%s: the night after says\n%s%s", tc.why, j.stdout.String(), j.error.String())
		}
	}
}

// `upstream fetch` lists what failed, and fails if everything did.
func TestUpstreamFetch(t *testing.T) {
	t.Parallel()
	j := newUpstreamJob(t)
	fetch := []string{"upstream", "fetch", "--data", j.dir, "--sources", j.sources, "--backoff", "1ms", "--timeout", (10 * time.Second).String()}
	if code := j.run(fetch...); code != exitError || strings.Count(j.error.String(), "HTTP 404") != 2 {
		t.Errorf("both failed: exit %d: %s", code, j.error.String())
	}
	j.repos.put("/app/api.tl", j.schema("203"))
	if code := j.run(fetch...); code != exitOK || strings.Count(j.error.String(), "HTTP 404") != 1 || !strings.Contains(j.error.String(), "tlcrawl: upstream: app first") {
		t.Errorf("one failed: exit %d: %s", code, j.error.String())
	}
	if code := j.run("upstream", "fetch", "--sources", j.sources, "--accept-quarantined", "none"); code != exitError || !strings.Contains(j.error.String(), "app, web") {
		t.Errorf("an unknown name: exit %d: %s", code, j.error.String())
	}
	if code := j.run(append(fetch, "--accept-quarantined", "app")...); code != exitError || !strings.Contains(j.error.String(), "nothing is quarantined") {
		t.Errorf("nothing to accept: exit %d: %s", code, j.error.String())
	}
}
