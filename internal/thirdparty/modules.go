package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// systems are the systems of the releases: each links other modules.
var systems = []string{"linux", "darwin", "windows", "freebsd"}

// module is a module that is linked into the program.
type module struct {
	Path, Version, Dir string
	Main               bool
	// texts are its license files and notices, in the order of their names.
	texts []string
	// license is the SPDX identifier of the first.
	license string
}

// listed is the go command's information about a package.
type listed struct {
	ImportPath, Dir string
	Standard        bool
	Module          *module
}

// linked lists the modules of a program on all systems, by path, with their licenses. The
// standard library is the first.
func linked(ctx context.Context, program string) ([]*module, error) {
	byPath := map[string]*module{}
	files := map[string][]string{} // license files by module
	for _, system := range systems {
		packages, err := list(ctx, system, program)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			m := p.Module
			if m == nil || m.Main {
				continue
			}
			byPath[m.Path] = m
			found, err := licenseFiles(m.Dir, p.Dir)
			if err != nil {
				return nil, err
			}
			files[m.Path] = append(files[m.Path], found...)
		}
	}
	var modules []*module
	for path, m := range byPath {
		slices.Sort(files[path])
		if err := m.read(slices.Compact(files[path])); err != nil {
			return nil, err
		}
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return strings.Compare(a.Path, b.Path) })
	std, err := standardLibrary(ctx)
	return append([]*module{std}, modules...), err
}

// list asks the go command for the packages of a program on a system.
func list(ctx context.Context, system, program string) ([]listed, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", program)
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=-mod=readonly")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w", system, err)
	}
	var packages []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		packages = append(packages, p)
	}
}

// standardLibrary is the Go distribution, which every program contains.
func standardLibrary(ctx context.Context) (*module, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	m := &module{Path: "Go standard library", Dir: strings.TrimSpace(string(out))}
	return m, m.read([]string{filepath.Join(m.Dir, "LICENSE")})
}

// noticeName matches files that are to be distributed, and are not the license of a module.
var noticeName = regexp.MustCompile(`(?i)^notice|3rd.party|third.party|logo`)

var licenseName = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|unlicense)([-._].*)?$`)

// licenseFiles lists the license files of a package and of the folders above it, up to the
// root of its module.
func licenseFiles(root, dir string) ([]string, error) {
	var found []string
	for {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Type().IsRegular() && licenseName.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
				found = append(found, filepath.Join(dir, e.Name()))
			}
		}
		if dir == root || len(dir) <= len(root) {
			return found, nil
		}
		dir = filepath.Dir(dir)
	}
}

// read reads the license files of a module.
func (m *module) read(files []string) error {
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text := strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
		m.texts = append(m.texts, text)
		if noticeName.MatchString(filepath.Base(file)) {
			continue
		}
		license := classify(text)
		if license == "" {
			return fmt.Errorf("%s %s: %s is not a license on the list of allowed ones", m.Path, m.Version, filepath.Base(file))
		}
		if m.license == "" {
			m.license = license
		}
	}
	if m.license == "" {
		return fmt.Errorf("%s %s has no license file", m.Path, m.Version)
	}
	return nil
}
