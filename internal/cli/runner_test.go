//go:build unix

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runner is a machine that runs the action: a bare remote, a replacement for gh that logs
// its calls, and tlcrawl itself.
type runner struct {
	t           *testing.T
	dir, remote string
	action      *actionFile
	inputs      map[string]string
	env         []string
	nights      int
}

// standIn replaces gh: an open pull request is a file. Its log has one call per line,
// without the texts.
const standIn = `case "$1 $2" in
"pr list") [ ! -e "$GH_DIR/open" ] || echo 7; exit ;;
"pr create") touch "$GH_DIR/open" ;;
esac
while [ $# -gt 0 ]; do
  case "$1" in
  --title) echo "$2" > "$GH_DIR/title"; shift ;;
  --body-file) cp "$2" "$GH_DIR/body"; shift ;;
  --color | --description) shift ;;
  *) printf '%s ' "$1" >> "$GH_DIR/calls" ;;
  esac
  shift
done
echo >> "$GH_DIR/calls"`

func newRunner(t *testing.T, tlcrawl string, inputs map[string]string) *runner {
	t.Helper()
	needPrograms(t, "git", "bash", "openssl")
	dir := t.TempDir()
	r := &runner{t: t, dir: dir, remote: filepath.Join(dir, "remote"), action: readAction(t), inputs: inputs}
	r.program("tlcrawl", tlcrawl)
	r.program("gh", standIn)
	r.env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"), "GH_DIR="+dir,
		"GIT_CONFIG_GLOBAL=/dev/null", "HOME="+dir, "RUNNER_TEMP="+filepath.Join(dir, "temp"), "GITHUB_REF=refs/heads/main")
	if out, err := r.bash(dir, `git init -q --bare -b main remote && git clone -q remote seed 2>/dev/null && cd seed &&
git -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m start && git push -q origin HEAD:main`); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return r
}

func (r *runner) program(name, script string) {
	r.t.Helper()
	file := filepath.Join(r.dir, "bin", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("#!/bin/bash\n"+script+"\n"), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

// bash runs a script as a runner does.
func (r *runner) bash(dir, script string, env ...string) (string, error) {
	cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
	cmd.Dir, cmd.Env = dir, append(r.env, env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// git returns what a git command prints in the remote.
func (r *runner) git(args string) string {
	r.t.Helper()
	out, err := r.bash(r.remote, "git "+args)
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", args, err, out)
	}
	return out
}

// night is the outcome of one run of the action.
type night struct {
	outputs  map[string]string
	log      string // of the crawl
	calls    string // of gh
	body     string // of the pull request
	failed   string // the step that failed
	checkout string
}

// night runs the action's scripts on a fresh checkout, except for the one that builds.
func (r *runner) night() night {
	r.t.Helper()
	r.nights++
	n := night{outputs: map[string]string{}, checkout: filepath.Join(r.dir, fmt.Sprint("checkout", r.nights))}
	if out, err := r.bash(r.dir, "git clone -q remote "+n.checkout); err != nil {
		r.t.Fatalf("%v\n%s", err, out)
	}
	os.Remove(filepath.Join(r.dir, "calls"))
	context := r.action.context(r.t, r.inputs)
	for _, s := range r.action.Runs.Steps {
		if s.Run == "" || s.Name == "Build tlcrawl" {
			continue
		}
		output := filepath.Join(r.dir, "output")
		os.Remove(output)
		env := []string{"GITHUB_OUTPUT=" + output, "GITHUB_STEP_SUMMARY=" + filepath.Join(r.dir, "summary")}
		for name, value := range s.Env {
			env = append(env, name+"="+evaluate(r.t, value, context))
		}
		out, err := r.bash(n.checkout, s.Run, env...)
		if s.ID == "nightly" {
			n.log = out
		}
		if err != nil {
			n.failed = s.Name
			r.t.Logf("%s: %v\n%s", s.Name, err, out)
			break
		}
		text, _ := os.ReadFile(output)
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			context["steps."+s.ID+".outputs."+name] = value
		}
	}
	if n.failed == "" {
		for name, output := range r.action.Outputs {
			n.outputs[name] = evaluate(r.t, output.Value, context)
		}
	}
	calls, _ := os.ReadFile(filepath.Join(r.dir, "calls"))
	body, _ := os.ReadFile(filepath.Join(r.dir, "body"))
	n.calls, n.body = string(calls), string(body)
	return n
}
