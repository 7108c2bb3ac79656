package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Repo is a repository at a revision.
type Repo struct {
	dir string
	// Commit is the id of the revision.
	Commit string
}

// Error says which repository could not be read, and why.
type Error struct {
	Dir string
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("git repository %s: %v", e.Dir, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Open opens the repository in a folder, bare or not, at a revision; empty is HEAD.
func Open(ctx context.Context, dir, revision string) (*Repo, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, &Error{dir, errors.New("not a folder (clone the repository first)")}
	}
	if revision == "" {
		revision = "HEAD"
	}
	if strings.HasPrefix(revision, "-") || strings.ContainsAny(revision, "\x00\n") {
		return nil, &Error{dir, fmt.Errorf("invalid revision %q", revision)}
	}
	r := &Repo{dir: dir}
	out, err := r.command(ctx, "rev-parse", "--verify", "--end-of-options", revision+"^{commit}").Output()
	if err != nil {
		return nil, &Error{dir, explain(ctx, err, fmt.Sprintf("no revision %.100q", revision))}
	}
	r.Commit = string(bytes.TrimSpace(out))
	return r, nil
}

// overrides switch off what a repository or its user may configure that runs programs,
// fetches, or changes the output.
var overrides = []string{
	"core.hooksPath=" + os.DevNull, "core.fsmonitor=false", "core.pager=cat", "core.quotePath=false", "core.precomposeUnicode=false",
	"log.showSignature=false", "log.showRoot=true", "log.follow=false", "log.mailmap=false", "log.diffMerges=first-parent",
	"diff.external=", "diff.renames=false", "color.ui=false", "protocol.allow=never", "safe.bareRepository=all",
	"i18n.logOutputEncoding=UTF-8",
}

func (r *Repo) command(ctx context.Context, args ...string) *exec.Cmd {
	all := []string{"--no-pager", "--no-replace-objects", "--no-optional-locks", "-C", r.dir}
	for _, o := range overrides {
		all = append(all, "-c", o)
	}
	cmd := exec.CommandContext(ctx, "git", append(all, args...)...)
	cmd.Env = environment()
	return cmd
}

// environment is that of the process without what points git elsewhere.
func environment() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(strings.ToUpper(v), "GIT_") {
			env = append(env, v)
		}
	}
	return append(env, "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_CONFIG_COUNT=0", "LC_ALL=C")
}

// explain turns the failure of a command into what git said.
func explain(ctx context.Context, err error, instead string) error {
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("the program git is not installed")
	case errors.As(err, &exit):
		line, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		if line = strings.TrimPrefix(line, "fatal: "); line == "" || strings.HasPrefix(line, "Needed a single") {
			line = instead
		}
		return errors.New(line)
	}
	return err
}
