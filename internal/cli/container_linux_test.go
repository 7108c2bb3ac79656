package cli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// containerUser is the user of the image.
const containerUser = 65532

// dockerfile returns the instructions of the Dockerfile's last stage.
func dockerfile(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(b), "\\\n", "")
	last := text[strings.LastIndex(text, "\nFROM ")+1:]
	instructions := map[string]string{}
	for line := range strings.Lines(last) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		instructions[name] = strings.TrimSpace(instructions[name] + "\n" + rest)
	}
	return instructions
}

// words reads the exec form of an instruction, which needs no shell.
func words(t *testing.T, instruction string) []string {
	t.Helper()
	var list []string
	text := instruction[strings.Index(instruction, "["):]
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatalf("%s: not in exec form: %v", instruction, err)
	}
	return list
}

func TestDockerfile(t *testing.T) {
	stage := dockerfile(t)
	for name, want := range map[string]string{
		"FROM":   `^scratch$`,
		"USER":   `^65532:65532$`,
		"VOLUME": `^/data$`,
		"ENV":    `^TLCRAWL_DATA=/data$`,
		"COPY":   `ca-certificates\.crt /etc/ssl/certs/`,
	} {
		if !regexp.MustCompile(want).MatchString(stage[name]) {
			t.Errorf("%s %s, want %s", name, stage[name], want)
		}
	}
}

// emptyRoot is a folder with what the image has: the program and folders to write to.
type emptyRoot struct {
	t    *testing.T
	dir  string
	attr *syscall.SysProcAttr
}

func newEmptyRoot(t *testing.T) *emptyRoot {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(dir, "tlcrawl"), "../../cmd/tlcrawl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	r := &emptyRoot{t: t, dir: dir}
	for _, name := range []string{"data", "tmp"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	r.attr = &syscall.SysProcAttr{Chroot: dir}
	if os.Getuid() == 0 {
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
		r.attr.Credential = &syscall.Credential{Uid: containerUser, Gid: containerUser}
	} else { // a namespace in which this user may change the root
		r.attr.Cloneflags = syscall.CLONE_NEWUSER
		r.attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: containerUser, HostID: os.Getuid(), Size: 1}}
		r.attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: containerUser, HostID: os.Getgid(), Size: 1}}
	}
	if _, err := r.run("/tlcrawl", "version"); errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) {
		t.Skip("neither chroot nor a user namespace is permitted here:", err)
	}
	return r
}

func (r *emptyRoot) run(args ...string) (string, error) {
	cmd := &exec.Cmd{Path: args[0], Args: args, Dir: "/", Env: []string{"TLCRAWL_DATA=/data"}, SysProcAttr: r.attr}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestEmptyRoot runs the static program as the image does: in a root without anything else,
// as its user, with its health check.
func TestEmptyRoot(t *testing.T) {
	if testing.Short() {
		t.Skip("builds tlcrawl")
	}
	r := newEmptyRoot(t)
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	stage := dockerfile(t)
	health := words(t, stage["HEALTHCHECK"])
	command := append(words(t, stage["ENTRYPOINT"]), words(t, stage["CMD"])...)
	if !slices.Equal(command, []string{"/tlcrawl", "nightly", "--every", "24h"}) {
		t.Fatalf("the image runs %q", command)
	}
	for _, step := range []struct {
		why  string
		args []string
		code int
		says string
	}{
		{"the program needs no library", []string{"/tlcrawl", "version"}, 0, "tlcrawl "},
		{"unhealthy before the first run", health, 2, "no runs recorded yet"},
		{"a run", []string{"/tlcrawl", "nightly", "--base-url", server.URL, "--rate", "0", "--backoff", "1ms"}, 0, "first: layer 203"},
		{"healthy after it", health, 0, ": OK"},
		{"the demo", []string{"/tlcrawl", "demo", "--data", "/tmp/demo"}, 0, "messages.report"},
		{"a site", []string{"/tlcrawl", "site", "--out", "/tmp/public"}, 0, "index.html"},
	} {
		out, err := r.run(step.args...)
		var exit *exec.ExitError
		code := 0
		if errors.As(err, &exit) {
			code = exit.ExitCode()
		} else if err != nil {
			t.Fatalf("%s: %v", step.why, err)
		}
		if code != step.code || !strings.Contains(out, step.says) {
			t.Errorf("%s: %q exits with %d, want %d with %q:\n%s", step.why, step.args, code, step.code, step.says, out)
		}
	}
}
