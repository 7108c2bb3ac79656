package cli

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
)

var layerRange = regexp.MustCompile(`^(\d{1,6})(?:-(\d{1,6}))?$`)

// layers are the first and the last layer of --compat.
func (f *tlFlags) layers() (first, last int, err error) {
	if f.compat == "" {
		return 0, 0, nil
	}
	m := layerRange.FindStringSubmatch(f.compat)
	if m == nil {
		return 0, 0, fmt.Errorf("invalid --compat %q (want layers, as in 133-222)", f.compat)
	}
	first, _ = strconv.Atoi(m[1])
	last = first
	if m[2] != "" {
		last, _ = strconv.Atoi(m[2])
	}
	if first > last {
		return 0, 0, fmt.Errorf("invalid --compat %q: %d is after %d", f.compat, first, last)
	}
	return first, last, nil
}

// writeCompat prints constructors of older layers: of the files after the first argument
// or, without them, of the data folder.
func (f *tlFlags) writeCompat(from *snapshots, args []string, current *model.Snapshot) error {
	compat := schema.NewCompat(current)
	add := f.addFolder
	if len(args) > 1 {
		add = f.addFiles
	}
	if n, err := add(from, args, current, compat); err != nil {
		return err
	} else if n == 0 {
		return &store.FileError{Name: from.data, Err: fmt.Errorf("no snapshot of the layers %s", f.compat)}
	}
	var missing []string
	err := from.output(f.out, func(w io.Writer) (err error) {
		missing, err = compat.Write(w)
		return err
	})
	if errors.Is(err, schema.ErrNoSchema) {
		return &store.FileError{Name: args[0], Err: fmt.Errorf("nothing to print: it has every constructor of the layers %s", f.compat)}
	}
	if len(missing) > 0 {
		fmt.Fprintf(from.err, "tlcrawl: warning: types without a constructor: %s\n", terminal.Line(strings.Join(missing, ", ")))
	}
	return err
}

func (f *tlFlags) addFiles(from *snapshots, args []string, _ *model.Snapshot, compat *schema.Compat) (n int, err error) {
	first, last, _ := f.layers()
	for _, name := range args[1:] {
		s, err := from.read(name)
		switch {
		case err != nil:
			return n, err
		case s.Layer == 0:
			return n, &store.FileError{Name: name, Err: errors.New("the layer is unknown; add a line // LAYER N")}
		case s.Layer >= first && s.Layer <= last:
			compat.Add(s)
			n++
		}
	}
	return n, nil
}

// addFolder adds the layers of the data folder. A snapshot that cannot be read is named
// and left out.
func (f *tlFlags) addFolder(from *snapshots, args []string, current *model.Snapshot, compat *schema.Compat) (n int, err error) {
	first, last, _ := f.layers()
	folder := from.folder(from.data)
	site, err := siteOf(folder, args[0], current)
	if err != nil {
		return 0, err
	}
	kept, err := folder.Entries(site)
	if err != nil {
		return 0, err
	}
	read := folder.Sequence()
	for _, e := range slices.Backward(kept) {
		if e.Layer < first || e.Layer > last {
			continue
		}
		s, _, err := read.Read(e)
		if err != nil {
			fmt.Fprintf(from.err, "tlcrawl: left out: %s\n", terminal.Line(err.Error()))
			continue
		}
		compat.Add(s)
		n++
	}
	return n, nil
}

// siteOf returns the folder of the site that a snapshot belongs to.
func siteOf(folder store.Folder, name string, s *model.Snapshot) (string, error) {
	if store.IsName(name) && !isFile(name) {
		e, err := folder.Resolve(name)
		return e.Site, err
	}
	if s.Source != "" {
		return store.SiteName(s.Source)
	}
	e, err := folder.Resolve("latest")
	return e.Site, err
}
