//go:build unix

package cli

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// movingSite is the sample site as of a layer, with words replaced.
type movingSite struct {
	pages http.Handler

	mu              sync.Mutex
	layer, from, to string
}

// shows changes what the site shows.
func (s *movingSite) shows(layer, from, to string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.layer, s.from, s.to = layer, from, to
}

func (s *movingSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	layer, from, to := s.layer, s.from, s.to
	s.mu.Unlock()
	if _, err := r.Cookie("stel_dev_layer"); err != nil {
		r.AddCookie(&http.Cookie{Name: "stel_dev_layer", Value: layer})
	}
	page := httptest.NewRecorder()
	s.pages.ServeHTTP(page, r)
	for name, values := range page.Header() {
		if name != "Content-Length" && name != "Etag" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(page.Code)
	fmt.Fprint(w, strings.ReplaceAll(page.Body.String(), from, to))
}

// TestAction runs the action repeatedly.
func TestAction(t *testing.T) {
	t.Parallel()
	site := &movingSite{pages: data.Handler(), layer: "186", from: "-", to: "-"}
	server := httptest.NewServer(site)
	defer server.Close()
	r := newRunner(t, fmt.Sprintf(`if [ "$1" = nightly ]; then set -- "$@" --rate 0 --backoff 1ms --quiet; fi
exec env %s=1 %s "$@"`, asMain, os.Args[0]), map[string]string{"base-url": server.URL + "/"})
	count := func(branch string) int {
		files := r.git("ls-tree -r --name-only " + branch)
		return strings.Count(files, ".json.gz") + strings.Count(files, ".json.zst")
	}
	head := func(branch string) string { return r.git("rev-parse " + branch) }

	n := r.night()
	if n.failed != "" || count("main") != 1 || n.calls != "" || n.outputs["changed"] != "false" || n.outputs["layer"] != "186" || n.outputs["report"] != "" {
		t.Fatalf("the first run commits the baseline: %+v", n)
	}
	if files := r.git("ls-tree -r --name-only main"); !strings.Contains(files, "latest/api.tl") || strings.Contains(files, ".lock") {
		t.Errorf("the baseline is\n%s", files)
	}

	before := head("main")
	n = r.night()
	if n.failed != "" || head("main") != before || n.calls != "" || n.outputs["changed"] != "false" {
		t.Fatalf("nothing changed: %+v", n)
	}

	site.shows("203", "-", "-")
	n = r.night()
	if n.failed != "" || head("main") != before || count("tlcrawl-nightly") != 2 || n.outputs["changed"] != "true" || n.outputs["layer"] != "203" {
		t.Fatalf("a change: %+v", n)
	}
	for _, call := range []string{"label create api: breaking --force", "pr create --head tlcrawl-nightly --label api: breaking,api: compatible,api: docs"} {
		if !strings.Contains(n.calls, call) {
			t.Errorf("a change: no call of gh %s:\n%s", call, n.calls)
		}
	}
	if !strings.Contains(n.body, "### Breaking") || !strings.Contains(n.body, "`messages.report`") {
		t.Errorf("the pull request says\n%.300s", n.body)
	}
	if schema := r.git("diff main tlcrawl-nightly -- '*/latest/api.tl'"); !strings.Contains(schema, "\n+payments.canPurchaseStore") {
		t.Errorf("the schema's own difference is not in the pull request:\n%.300s", schema)
	}

	pending := head("tlcrawl-nightly")
	n = r.night()
	if n.failed != "" || head("tlcrawl-nightly") != pending || n.calls != "" || n.outputs["changed"] != "false" {
		t.Fatalf("the same change before the merge: %+v", n)
	}

	site.shows("203", "Stars given away", "Stars given to all")
	n = r.night()
	if n.failed != "" || count("tlcrawl-nightly") != 3 || head("tlcrawl-nightly~1") != before || n.outputs["changed"] != "true" {
		t.Fatalf("another change before the merge: %+v\n%s", n, r.git("log --oneline --all"))
	}
	if !strings.Contains(n.calls, "pr edit 7 --add-label api: breaking,api: compatible,api: docs") || strings.Contains(n.calls, "pr create") {
		t.Errorf("the open pull request is not edited:\n%s", n.calls)
	}
	if !strings.Contains(n.body, "`messages.report`") || !strings.Contains(n.body, "Stars given to all") {
		t.Errorf("the pull request does not have all changes since the merged snapshot:\n%.500s", n.body)
	}
	if out, err := r.bash(n.checkout, "tlcrawl verify --data data && tlcrawl history --data data"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}

	r.git("update-ref refs/heads/main tlcrawl-nightly")
	os.Remove(filepath.Join(r.dir, "open"))
	n = r.night()
	if n.failed != "" || n.calls != "" || n.outputs["changed"] != "false" || n.outputs["layer"] != "203" {
		t.Fatalf("after the merge: %+v", n)
	}

	site.shows("203", "Stars given away", "Stars given to few")
	r.inputs["fail-on"] = "docs"
	n = r.night()
	if n.failed != "Fail on severe changes" || !strings.Contains(n.calls, "pr create --head tlcrawl-nightly --label api: ") {
		t.Errorf("--fail-on after the pull request is open: %+v", n)
	}
	if strings.Contains(n.body, "messages.report") {
		t.Errorf("the next pull request repeats merged changes:\n%.500s", n.body)
	}
}

// TestActionUpstream runs the action with the repositories of clients, which change while the
// site does not.
func TestActionUpstream(t *testing.T) {
	t.Parallel()
	site := &movingSite{pages: data.Handler(), layer: "186", from: "-", to: "-"}
	server := httptest.NewServer(site)
	defer server.Close()
	repos := newRepositories(t)
	sources := repos.sources(t)
	r := newRunner(t, fmt.Sprintf(`case "$1" in
nightly) set -- "$@" --rate 0 --backoff 1ms --quiet --sources %s ;;
upcoming) set -- "$@" --sources %s ;;
esac
exec env %s=1 %s "$@"`, sources, sources, asMain, os.Args[0]), map[string]string{"base-url": server.URL, "upstream": "true"})
	const schema = "boolTrue#997275b5 = Bool;\n---functions---\napp.one#00000001 = Bool;\n"
	web := `{"MTProto": {}, "API": {"methods": [{"id": "1", "method": "app.one", "type": "Bool"}]}, "layer": 186}`
	repos.put("/app/api.tl", schema+"// LAYER 186\n", "/web/schema.json", web)
	n := r.night()
	if files := r.git("ls-tree -r --name-only main"); n.failed != "" || n.calls != "" || !strings.Contains(files, "data/github.com/owner/app/latest/api.tl") {
		t.Fatalf("the first run commits the baseline: %+v\n%s", n, files)
	}
	n = r.night()
	if n.failed != "" || n.calls != "" || n.outputs["changed"] != "false" || n.outputs["upstream"] != "false" || n.outputs["report"] != "" {
		t.Fatalf("nothing changed: %+v", n)
	}
	repos.put("/app/api.tl", schema+"app.two#00000002 = Bool;\n// LAYER 204\n")
	n = r.night()
	if n.failed != "" || n.outputs["changed"] != "false" || n.outputs["upstream"] != "true" || !strings.Contains(n.calls, "pr create --head tlcrawl-nightly") || strings.Contains(n.calls, "--label ") {
		t.Fatalf("a new revision: %+v", n)
	}
	if !strings.Contains(n.body, "## Ahead of the site") || !strings.Contains(n.body, "app.two") {
		t.Errorf("the pull request says\n%.500s", n.body)
	}
	n = r.night()
	if n.failed != "" || n.calls != "" || n.outputs["upstream"] != "false" {
		t.Fatalf("the same revision before the merge: %+v", n)
	}
	site.shows("203", "-", "-")
	n = r.night()
	if n.failed != "" || n.outputs["changed"] != "true" || n.outputs["upstream"] != "false" || !strings.Contains(n.calls, "pr edit 7 --add-label api: breaking") {
		t.Fatalf("the site changes: %+v", n)
	}
	if !strings.Contains(n.body, "### Breaking") || !strings.Contains(n.body, "app.two") {
		t.Errorf("the pull request says\n%.500s", n.body)
	}
}

// TestActionCommands checks that text of the site is printed where GitHub does not read
// workflow commands, and that the addresses of channels stay out of the log.
func TestActionCommands(t *testing.T) {
	r := newRunner(t, `case "$1" in
nightly) mkdir -p data/x; echo > data/x/20260613T031700Z-1.json.gz
  while [ $# -gt 1 ]; do [ "$1" != --notify-file ] || cp "$2" "$GH_DIR/notified"; shift; done
  echo '::error::from a report'; echo '  ##[error]from a report'; echo '::set-output name=x::from a message' >&2 ;;
esac`, map[string]string{"base-url": "https://x", "notify": "generic://secret.example.org"})
	log := r.night().log
	first, rest, _ := strings.Cut(log, "\n")
	token, stops := strings.CutPrefix(first, "::stop-commands::")
	if !stops || len(token) < 16 {
		t.Fatalf("the log starts with %q, want ::stop-commands::TOKEN", first)
	}
	inside, after, resumes := strings.Cut(rest, "::"+token+"::\n")
	if !resumes || strings.Count(inside, "from a ") != 3 || strings.Contains(after, "from a ") {
		t.Errorf("text of the site is outside the marks:\n%s", log)
	}
	notified, _ := os.ReadFile(filepath.Join(r.dir, "notified"))
	if string(notified) != "generic://secret.example.org\n" || strings.Contains(log, "secret") {
		t.Errorf("the channels are %q, the log\n%s", notified, log)
	}
	if _, err := os.Stat(filepath.Join(r.dir, "temp", "tlcrawl", "notify")); !os.IsNotExist(err) {
		t.Errorf("the file of channels still exists: %v", err)
	}
}

// TestActionError checks that a failed crawl fails the action and changes nothing.
func TestActionError(t *testing.T) {
	r := newRunner(t, `exit 2`, nil)
	before := r.git("for-each-ref")
	n := r.night()
	if n.failed != "Crawl and compare" || n.calls != "" || r.git("for-each-ref") != before {
		t.Errorf("%+v", n)
	}
}

// TestActionBuild runs the step that builds tlcrawl.
func TestActionBuild(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds tlcrawl")
	}
	r := newRunner(t, "exit 1", nil)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range r.action.Runs.Steps {
		if s.Name != "Build tlcrawl" {
			continue
		}
		path := filepath.Join(r.dir, "path")
		cache, _ := os.UserCacheDir()
		out, err := r.bash(r.dir, s.Run+"\n\"$bin/tlcrawl\" version", "GITHUB_ACTION_PATH="+root, "GITHUB_PATH="+path,
			"GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"), "XDG_CACHE_HOME="+cache)
		if err != nil || !strings.HasPrefix(out, "tlcrawl ") {
			t.Errorf("%v\n%s", err, out)
		}
		if added, _ := os.ReadFile(path); !strings.Contains(string(added), "tlcrawl/bin") {
			t.Errorf("$GITHUB_PATH gets %q", added)
		}
		return
	}
	t.Error("no step builds tlcrawl")
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
