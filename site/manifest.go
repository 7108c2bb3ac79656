package site

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// manifestFile lists the files of a folder that this package wrote, a name a line. Nothing
// else in the folder is ever removed.
const manifestFile = ".tlcrawl-files"

// manifest is the names of files, with slashes.
type manifest map[string]bool

// readManifest reads the manifest of a folder. Lines that name no file of a site, or that
// are incomplete, are ignored.
func readManifest(dir string) (manifest, error) {
	m := manifest{}
	name := filepath.Join(dir, manifestFile)
	f, err := os.OpenInRoot(dir, manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, &atomicfile.Error{Name: name, Err: atomicfile.Reason(err)}
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadString('\n')
		switch {
		case errors.Is(err, io.EOF):
			return m, nil
		case err != nil:
			return nil, &atomicfile.Error{Name: name, Err: atomicfile.Reason(err)}
		}
		if file := strings.TrimSuffix(line, "\n"); fs.ValidPath(file) && file != "." && !strings.HasPrefix(path.Base(file), ".") {
			m[file] = true
		}
	}
}

// announce adds a file to the stored manifest before it is written for the first time, so
// that a killed run leaves no file that a later one would not remove.
func (f *folder) announce(name string) error {
	if f.listed[name] {
		return nil
	}
	list, err := os.OpenFile(filepath.Join(f.dir, manifestFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = list.WriteString(name + "\n")
		err = errors.Join(err, list.Close())
	}
	if err != nil {
		return &atomicfile.Error{Name: filepath.Join(f.dir, manifestFile), Err: atomicfile.Reason(err)}
	}
	f.listed[name] = true
	return nil
}

// finish removes the files of earlier runs that this one did not write, and stores the
// manifest.
func (f *folder) finish() error {
	if err := f.open(); err != nil {
		return err
	}
	written := map[string]bool{} // in lower case, for case-insensitive file systems
	for name := range f.written {
		written[strings.ToLower(name)] = true
	}
	for name := range f.listed {
		if written[strings.ToLower(name)] {
			continue
		}
		if err := f.remove(name); err != nil {
			return err
		}
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(f.written)) {
		text.WriteString(name + "\n")
	}
	return atomicfile.WriteBytes(filepath.Join(f.dir, manifestFile), []byte(text.String()))
}

// remove removes a file, and the folders that are empty without it. A file behind a
// symbolic link stays.
func (f *folder) remove(name string) error {
	if f.noLinks(name) != nil {
		return nil
	}
	err := os.Remove(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &atomicfile.Error{Name: filepath.Join(f.dir, filepath.FromSlash(name)), Err: atomicfile.Reason(err)}
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if os.Remove(filepath.Join(f.dir, filepath.FromSlash(dir))) != nil { // it has other files
			break
		}
	}
	return nil
}
