//go:build unix

package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// workflowSteps returns the scripts of docs/nightly.yml, without the installation.
func workflowSteps(t *testing.T) (crawl, publish string) {
	t.Helper()
	b, err := os.ReadFile("../../docs/nightly.yml")
	if err != nil {
		t.Fatal(err)
	}
	var scripts []string
	for _, part := range strings.Split(string(b), "        run: |\n")[1:] {
		script := ""
		for line := range strings.Lines(part) {
			text, inside := strings.CutPrefix(line, "          ")
			if !inside {
				break
			}
			script += text
		}
		scripts = append(scripts, script)
	}
	if len(scripts) != 2 {
		t.Fatalf("docs/nightly.yml has %d scripts, want 2", len(scripts))
	}
	return scripts[0], scripts[1]
}

// workflow is a machine that runs the workflow: a bare remote, a stand-in for gh that
// logs its calls, and tlcrawl itself.
type workflow struct {
	t                    *testing.T
	dir, remote, ghCalls string
	env                  []string
}

func newWorkflow(t *testing.T, tlcrawl string) *workflow {
	t.Helper()
	for _, program := range []string{"git", "bash", "openssl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	dir := t.TempDir()
	w := &workflow{t: t, dir: dir, remote: filepath.Join(dir, "remote"), ghCalls: filepath.Join(dir, "gh.log")}
	w.program("tlcrawl", tlcrawl)
	w.program("gh", `case "$2" in
list) if grep -q 'pr create' "$GH_LOG" 2>/dev/null; then echo 1; fi ;;
*) echo "$1 $2 $3" >> "$GH_LOG" ;;
esac`)
	w.env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"), "GH_LOG="+w.ghCalls,
		"CONTACT=https://example.org", "GIT_CONFIG_GLOBAL=/dev/null", "HOME="+dir)
	w.run(dir, `git init -q --bare -b main remote && git clone -q remote seed 2>/dev/null && cd seed &&
git -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m start && git push -q origin HEAD:main`)
	return w
}

func (w *workflow) program(name, script string) {
	w.t.Helper()
	file := filepath.Join(w.dir, "bin", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("#!/bin/bash\n"+script+"\n"), 0o755); err != nil {
		w.t.Fatal(err)
	}
}

func (w *workflow) run(dir, script string, env ...string) string {
	w.t.Helper()
	cmd := exec.Command("bash", "-e", "-c", script)
	cmd.Dir, cmd.Env = dir, append(w.env, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("%s: %v\n%s", script, err, out)
	}
	return string(out)
}

// night runs the workflow once on a fresh checkout and returns the log of the crawl.
func (w *workflow) night(n int, env ...string) string {
	w.t.Helper()
	crawl, publish := workflowSteps(w.t)
	checkout := filepath.Join(w.dir, fmt.Sprint("checkout", n))
	w.run(w.dir, "git clone -q remote "+checkout)
	output := filepath.Join(w.dir, fmt.Sprint("output", n))
	log := w.run(checkout, crawl, append(env, "GITHUB_OUTPUT="+output)...)
	code, err := os.ReadFile(output)
	if err != nil {
		w.t.Fatal(err)
	}
	w.run(checkout, publish, "CODE="+strings.TrimSpace(strings.TrimPrefix(string(code), "code=")))
	return log
}

// TestWorkflow runs the workflow over four nights: a baseline, no change, a change, and
// the same change before anybody merged the pull request.
func TestWorkflow(t *testing.T) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	w := newWorkflow(t, fmt.Sprintf(`if [ "$1" = nightly ]; then set -- "$@" --base-url %s --rate 0 --backoff 1ms --layer "$LAYER" --quiet; fi
exec env %s=1 %s "$@"`, server.URL, asMain, os.Args[0]))
	branches := func() string { return w.run(w.remote, "git for-each-ref --format='%(refname:short)'") }
	snapshots := func(branch string) int {
		return strings.Count(w.run(w.remote, "git ls-tree -r --name-only "+branch), ".json.gz")
	}
	calls := func() string {
		b, _ := os.ReadFile(w.ghCalls)
		return string(b)
	}

	w.night(1, "LAYER=186")
	if snapshots("main") != 1 || branches() != "main\n" || calls() != "" {
		t.Errorf("first night: %d snapshots on main, branches %q, gh %q", snapshots("main"), branches(), calls())
	}
	w.night(2, "LAYER=186")
	if snapshots("main") != 1 || branches() != "main\n" || calls() != "" {
		t.Errorf("no change: %d snapshots on main, branches %q, gh %q", snapshots("main"), branches(), calls())
	}
	w.night(3, "LAYER=203")
	if snapshots("main") != 1 || snapshots("tlcrawl-nightly") != 2 || calls() != "pr create --head\n" {
		t.Errorf("a change: branches %q, gh %q", branches(), calls())
	}
	w.night(4, "LAYER=203")
	if snapshots("tlcrawl-nightly") != 2 || calls() != "pr create --head\npr edit tlcrawl-nightly\n" {
		t.Errorf("the same change again: branches %q, gh %q", branches(), calls())
	}
}

// TestWorkflowCommands checks that text of the site is printed where GitHub does not read
// workflow commands.
func TestWorkflowCommands(t *testing.T) {
	w := newWorkflow(t, `case "$1" in
nightly) mkdir -p data/x; echo > data/x/1.json.gz
  echo '::error::from a report'; echo '  ##[error]from a report'; echo '::set-output name=x::from a message' >&2 ;;
esac`)
	log := w.night(1)
	first, rest, _ := strings.Cut(log, "\n")
	token, stops := strings.CutPrefix(first, "::stop-commands::")
	if !stops || len(token) < 16 {
		t.Fatalf("the log starts with %q, want ::stop-commands::TOKEN", first)
	}
	inside, after, resumes := strings.Cut(rest, "::"+token+"::\n")
	if !resumes || strings.Count(inside, "from a ") != 3 || strings.Contains(after, "from a ") {
		t.Errorf("text of the site is outside the marks:\n%s", log)
	}
}
