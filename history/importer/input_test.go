package importer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/history/importer"
)

func TestParse(t *testing.T) {
	at := filepath.Join(t.TempDir(), "me@work")
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		why, in string
		want    importer.Input
	}{
		{"a file", "a.tl", importer.Input{File: "a.tl"}},
		{"a file of Windows", `C:\a.tl`, importer.Input{File: `C:\a.tl`}},
		{"a repository", "git:repo:a/b.tl", importer.Input{Repo: "repo", Path: "a/b.tl"}},
		{"a revision", "git:repo@v1:a.tl", importer.Input{Repo: "repo", Revision: "v1", Path: "a.tl"}},
		{"a branch of a remote", "git:repo@origin/main:a.tl", importer.Input{Repo: "repo", Revision: "origin/main", Path: "a.tl"}},
		{"a drive of Windows", `git:C:\src\repo:a\b.tl`, importer.Input{Repo: `C:\src\repo`, Path: "a/b.tl"}},
		{"a drive and a revision", `git:c:/repo@dev:a.tl`, importer.Input{Repo: "c:/repo", Revision: "dev", Path: "a.tl"}},
		{"a folder with an @", "git:" + at + ":a.tl", importer.Input{Repo: at, Path: "a.tl"}},
		{"and a revision", "git:" + at + "@v1:a.tl", importer.Input{Repo: at, Revision: "v1", Path: "a.tl"}},
		{"the whole repository", "git:repo:", importer.Input{Repo: "repo"}},
		{"which is also", "git:repo:.", importer.Input{Repo: "repo"}},
		{"a colon in the path", "git:repo:a:b", importer.Input{Repo: "repo", Path: "a:b"}},
	} {
		if got, err := importer.Parse(tc.in); err != nil || got != tc.want {
			t.Errorf("%s: Parse(%q) = %+v, %v; want %+v", tc.why, tc.in, got, err, tc.want)
		}
	}
	for _, in := range []string{"", "git:", "git:repo", "git::a", "git:repo:../a", "git:repo:/etc/passwd", "git:@v1:a"} {
		if got, err := importer.Parse(in); err == nil {
			t.Errorf("Parse(%q) = %+v; want an error", in, got)
		}
	}
}
