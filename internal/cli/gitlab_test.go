//go:build unix

package cli

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// TestGitLab runs the script of docs/gitlab-ci.yml four times against a bare remote that
// logs push options.
func TestGitLab(t *testing.T) {
	t.Parallel()
	var jobs map[string]struct{ Script []string }
	readYAML(t, "docs/gitlab-ci.yml", &jobs)
	script := strings.Join(jobs["nightly"].Script, "\n")
	site := &movingSite{pages: data.Handler(), layer: "186", from: "-", to: "-"}
	server := httptest.NewServer(site)
	defer server.Close()
	r := newRunner(t, fmt.Sprintf(`if [ "$1" = nightly ]; then set -- "$@" --base-url %s --rate 0 --backoff 1ms --quiet; fi
exec env %s=1 %s "$@"`, server.URL, asMain, os.Args[0]), nil)
	r.git("config receive.advertisePushOptions true")
	hook := "#!/bin/sh\nenv | grep '^GIT_PUSH_OPTION_[0-9]' >> ../options || true\n"
	if err := os.WriteFile(filepath.Join(r.remote, "hooks", "pre-receive"), []byte(hook), 0o755); err != nil {
		t.Fatal(err)
	}
	night := func(n int) {
		t.Helper()
		os.Remove(filepath.Join(r.dir, "options"))
		checkout := fmt.Sprint("job", n)
		out, err := r.bash(r.dir, "git clone -q remote "+checkout+" && cd "+checkout+"\n"+script,
			"DATA=data", "PUSH_URL="+r.remote, "CI_DEFAULT_BRANCH=main", "CI_PROJECT_URL=https://example.org/history")
		if err != nil {
			t.Fatalf("run %d: %v\n%s", n, err, out)
		}
	}
	head := func(branch string) string { return r.git("rev-parse " + branch) }
	options := func() string {
		b, _ := os.ReadFile(filepath.Join(r.dir, "options"))
		return string(b)
	}

	night(1)
	first := head("main")
	if !strings.Contains(r.git("ls-tree -r --name-only main"), "latest/api.tl") {
		t.Error("the first run does not commit the baseline")
	}
	night(2)
	if head("main") != first || r.git("for-each-ref refs/heads/tlcrawl-nightly") != "" {
		t.Error("a run without changes pushes something")
	}
	site.shows("203", "-", "-")
	night(3)
	pending := head("tlcrawl-nightly")
	if head("main") != first || !strings.Contains(options(), "merge_request.create") || !strings.Contains(options(), "merge_request.title=http") {
		t.Errorf("a change creates no merge request: %q", options())
	}
	night(4)
	if head("tlcrawl-nightly") != pending || options() != "" {
		t.Errorf("the same change is pushed again: %q", options())
	}
	site.shows("203", "Stars given away", "Stars given to all")
	night(5)
	if head("tlcrawl-nightly") == pending || head("tlcrawl-nightly~1") != first {
		t.Error("a further change does not update the branch")
	}
}
