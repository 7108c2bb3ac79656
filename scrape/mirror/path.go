package mirror

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/casename"
	"github.com/tlcrawl/tlcrawl/model"
)

// fileOf returns the file for a path of the site, relative to the site's folder:
// method/auth.sendCode.html, schema.html, api/errors.json.
func fileOf(page string) (string, error) {
	plain, err := url.PathUnescape(page)
	if err != nil {
		return "", fmt.Errorf("invalid path %q", page)
	}
	parts := strings.Split(strings.TrimPrefix(plain, "/"), "/")
	for _, part := range parts {
		if err := checkPart(part); err != nil {
			return "", fmt.Errorf("path %q: %w", page, err)
		}
	}
	name := path.Join(parts...)
	if path.Ext(name) != ".json" || len(parts) == 2 && isKind(parts[0]) {
		name += ".html"
	}
	return filepath.FromSlash(name), nil
}

func isKind(room string) bool {
	_, err := model.ParseKind(room)
	return err == nil
}

// checkPart checks that a part of a path is safe as a file name.
func checkPart(part string) error {
	switch part {
	case "errors.json", model.SchemaEndToEnd:
		return nil
	}
	return model.CheckName(part)
}

// names tracks the files of a folder, so that two names that differ only in case get two
// files on a case-insensitive file system.
type names struct {
	dir   string
	rooms map[string]*room
}

// room is a folder of pages, such as method.
type room struct {
	files map[string]bool
	small map[string]string // lower-case name -> the name that uses it
}

// find returns where a page is stored, if it is.
func (n *names) find(rel string) (string, error) {
	dir, base := filepath.Split(rel)
	r, err := n.room(dir)
	if err != nil {
		return "", err
	}
	if m := marked(base); r.files[m] {
		base = m
	}
	return filepath.Join(n.dir, dir, base), nil
}

// place returns where to store a page.
func (n *names) place(rel string) (string, error) {
	dir, base := filepath.Split(rel)
	r, err := n.room(dir)
	if err != nil {
		return "", err
	}
	if other := r.small[strings.ToLower(base)]; r.files[marked(base)] || other != "" && other != base {
		base = marked(base)
	}
	r.add(base)
	return filepath.Join(n.dir, dir, base), nil
}

// marked returns the file name that distinguishes a name from one in another case.
func marked(base string) string {
	stem := strings.TrimSuffix(base, ".html")
	return stem + "~" + casename.Mark(stem) + ".html"
}

func (r *room) add(base string) {
	r.files[base] = true
	if small := strings.ToLower(base); r.small[small] == "" {
		r.small[small] = base
	}
}

func (n *names) room(dir string) (*room, error) {
	if r := n.rooms[dir]; r != nil {
		return r, nil
	}
	entries, err := os.ReadDir(filepath.Join(n.dir, dir))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	r := &room{files: map[string]bool{}, small: map[string]string{}}
	for _, e := range entries {
		r.add(e.Name())
	}
	n.rooms[dir] = r
	return r, nil
}
