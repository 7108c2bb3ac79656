package importer

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
)

// Input is something to import.
type Input struct {
	// File is a file, or a folder of pages; empty for a git repository.
	File string
	// Repo, Revision and Path are a path in a git repository.
	Repo, Revision, Path string
}

// drive matches the beginning of a path of Windows: C:\
var drive = regexp.MustCompile(`^[A-Za-z]:[\\/]`)

// Parse reads an input as a user types it: a file, a folder, or git:REPO[@REV]:PATH.
func Parse(s string) (Input, error) {
	rest, ok := strings.CutPrefix(s, "git:")
	if !ok {
		if s == "" {
			return Input{}, fmt.Errorf("an input is empty (want a file, a folder or git:REPO[@REV]:PATH)")
		}
		return Input{File: s}, nil
	}
	start := 0
	if drive.MatchString(rest) {
		start = 2
	}
	colon := strings.Index(rest[start:], ":")
	if colon < 0 {
		return Input{}, fmt.Errorf("invalid input %q (want git:REPO[@REV]:PATH)", s)
	}
	in := Input{Repo: rest[:start+colon], Path: rest[start+colon+1:]}
	in.Repo, in.Revision = splitRevision(in.Repo)
	if in.Repo == "" {
		return Input{}, fmt.Errorf("invalid input %q: no repository (want git:REPO[@REV]:PATH)", s)
	}
	clean, err := cleanPath(in.Path)
	if err != nil {
		return Input{}, fmt.Errorf("invalid input %q: %w", s, err)
	}
	in.Path = clean
	return in, nil
}

// splitRevision splits REPO@REV. A folder may have an @ in its name.
func splitRevision(s string) (repo, revision string) {
	if isFolder(s) {
		return s, ""
	}
	for i := len(s) - 1; i > 0; i-- {
		if s[i] == '@' && isFolder(s[:i]) {
			return s[:i], s[i+1:]
		}
	}
	repo, revision, _ = strings.Cut(s, "@")
	return repo, revision
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// cleanPath cleans a path in a repository; the root is empty.
func cleanPath(p string) (string, error) {
	clean := path.Clean(strings.ReplaceAll(p, "\\", "/"))
	switch {
	case p == "" || clean == ".":
		return "", nil
	case path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsRune(clean, 0):
		return "", fmt.Errorf("the path %q is not in the repository", p)
	}
	return clean, nil
}

// String is the input as a user types it.
func (in Input) String() string {
	switch {
	case in.Repo == "":
		return in.File
	case in.Revision == "":
		return "git:" + in.Repo + ":" + in.Path
	}
	return "git:" + in.Repo + "@" + in.Revision + ":" + in.Path
}
