package gitrepo_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/gitrepo"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
)

func TestLog(t *testing.T) {
	dir := gittest.Make(t,
		gittest.Commit{Time: 100, Files: map[string]string{"a/api.tl": "one", "b": "x"}},
		gittest.Commit{Time: 300, Files: map[string]string{"b": "y"}},
		gittest.Commit{Time: 200, Files: map[string]string{"a/api.tl": "two", "a/odd \"name\"\n": "z"}},
		gittest.Commit{Time: 400, Remove: []string{"a/api.tl"}},
	)
	for _, tc := range []struct {
		why, want string
		paths     []string
	}{
		{"a file, in the order of the commits, not of their times", "100 a/api.tl 200 a/api.tl 400 -a/api.tl", []string{"a/api.tl"}},
		{"a folder, with names of any kind", `100 a/api.tl 200 a/api.tl "a/odd \"name\"\n" 400 -a/api.tl`, []string{"a"}},
		{"everything", `100 a/api.tl b 300 b 200 a/api.tl "a/odd \"name\"\n" 400 -a/api.tl`, []string{""}},
		{"two paths", "100 a/api.tl b 300 b 200 a/api.tl 400 -a/api.tl", []string{"a/api.tl", "b"}},
		{"a path is not a pattern", "", []string{"a/*.tl"}},
		{"an option", "", []string{"--all"}},
	} {
		repo, err := gitrepo.Open(t.Context(), dir, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		err = repo.Log(t.Context(), tc.paths, func(c gitrepo.Commit) error {
			got = append(got, fmt.Sprint(c.Time.Unix()))
			for _, ch := range c.Changes {
				name := ch.Path
				if strings.Contains(name, "\n") {
					name = fmt.Sprintf("%q", name)
				}
				if ch.Blob == strings.Repeat("0", 40) || ch.Blob == "" {
					name = "-" + name
				}
				got = append(got, name)
			}
			return nil
		})
		if s := strings.Join(got, " "); err != nil || s != tc.want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", tc.why, s, err, tc.want)
		}
	}
}

func TestBlobs(t *testing.T) {
	dir := gittest.Make(t, gittest.Commit{Time: 1, Files: map[string]string{"a": "small", "b": strings.Repeat("large", 100), "c": ""}})
	repo, err := gitrepo.Open(t.Context(), dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	blobs, err := repo.Blobs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer blobs.Close()
	ids := map[string]string{}
	_ = repo.Log(t.Context(), []string{""}, func(c gitrepo.Commit) error {
		for _, ch := range c.Changes {
			ids[ch.Path] = ch.Blob
		}
		return nil
	})
	var size *gitrepo.SizeError
	if _, err := blobs.Read(ids["b"], 10); !errors.As(err, &size) {
		t.Errorf("a blob above the limit: %v", err)
	}
	if _, err := blobs.Read(strings.Repeat("0", 40), 10); !errors.Is(err, gitrepo.ErrMissing) {
		t.Errorf("a blob that is not there: %v", err)
	}
	if _, err := blobs.Read("HEAD\n", 10); err == nil {
		t.Error("a name that is not an id was accepted")
	}
	for name, want := range map[string]string{"a": "small", "c": ""} {
		if b, err := blobs.Read(ids[name], 10); err != nil || string(b) != want {
			t.Errorf("after the errors: %q, %v; want %q", b, err, want)
		}
	}
}

func TestOpenRejects(t *testing.T) {
	dir := gittest.Make(t, gittest.Commit{Time: 1, Files: map[string]string{"a": "x"}})
	for _, tc := range []struct{ why, dir, revision, says string }{
		{"no folder", filepath.Join(dir, "nothing"), "", "clone the repository first"},
		{"no repository", t.TempDir(), "", "not a git repository"},
		{"no revision", dir, "v9", `no revision "v9"`},
		{"an option", dir, "--output=x", "invalid revision"},
	} {
		if _, err := gitrepo.Open(t.Context(), tc.dir, tc.revision); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v; want %q", tc.why, err, tc.says)
		}
	}
}

// A repository cannot run anything, and the environment cannot lead to another one.
func TestHostileRepository(t *testing.T) {
	dir := gittest.Make(t, gittest.Commit{Time: 1, Files: map[string]string{"a": "x", ".gitattributes": "* diff=evil"}})
	proof := filepath.Join(t.TempDir(), "proof")
	for _, key := range []string{"core.pager", "core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "gpg.program", "core.sshCommand"} {
		gittest.Run(t, dir, "config", key, "touch "+proof+"; false")
	}
	for _, set := range []string{"log.showSignature=true", "log.follow=true", "diff.orderFile=nowhere", "color.ui=always", "log.showRoot=false", "diff.noprefix=true"} {
		key, value, _ := strings.Cut(set, "=")
		gittest.Run(t, dir, "config", key, value)
	}
	t.Setenv("GIT_DIR", t.TempDir())
	t.Setenv("GIT_EXTERNAL_DIFF", "touch "+proof)
	repo, err := gitrepo.Open(t.Context(), dir, "")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := repo.Log(t.Context(), []string{"a"}, func(gitrepo.Commit) error { n++; return nil }); err != nil || n != 1 {
		t.Errorf("%d commits, %v; want one", n, err)
	}
	if _, err := os.Stat(proof); err == nil {
		t.Error("the repository ran a program")
	}
}

func TestBareAndBelow(t *testing.T) {
	dir := gittest.Make(t, gittest.Commit{Time: 1, Files: map[string]string{"sub/a": "x"}})
	bare := filepath.Join(t.TempDir(), "bare.git")
	if out, err := exec.Command("git", "clone", "-q", "--bare", dir, bare).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, dir := range []string{bare, filepath.Join(dir, "sub")} {
		repo, err := gitrepo.Open(t.Context(), dir, "")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		if err := repo.Log(t.Context(), []string{"sub/a"}, func(gitrepo.Commit) error { n++; return nil }); err != nil || n != 1 {
			t.Errorf("%s: %d commits, %v; want one: paths begin at the root", dir, n, err)
		}
	}
}
