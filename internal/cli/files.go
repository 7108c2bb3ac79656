package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// snapshots finds snapshots by name: a file, standard input, or a name in the data folder.
type snapshots struct {
	console
	data string
}

func (s *snapshots) register(cmd *cobra.Command) {
	dataFlag(cmd, &s.data, "the data `folder` for names like latest, latest~1, 214, 214@2026-06-13")
}

func (s *snapshots) read(name string) (*model.Snapshot, error) {
	if name == store.Stdio {
		snapshot, err := store.Decode(s.in)
		if err != nil {
			return nil, &store.FileError{Name: "standard input", Err: err}
		}
		return snapshot, nil
	}
	if isFile(name) || !store.LooksLikeName(name) {
		return store.Read(name)
	}
	folder := s.folder(s.data)
	e, err := folder.Resolve(name)
	if err != nil {
		return nil, err
	}
	snapshot, err := folder.Read(e)
	if err != nil && store.IsLatest(name) {
		return s.newestReadable(folder, e.Site, err)
	}
	return snapshot, err
}

// isFile reports whether there is a file of that name. The folder latest in the folder of a
// site does not count.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// newestReadable replaces a damaged newest snapshot by an earlier one, and reports it.
func (s *snapshots) newestReadable(folder store.Folder, site string, damage error) (*model.Snapshot, error) {
	e, snapshot, _, err := folder.Newest(site)
	if err != nil || snapshot == nil {
		return nil, damage
	}
	fmt.Fprintf(s.err, "tlcrawl: %s; using %s\n", terminal.Line(damage.Error()), e.Name())
	return snapshot, nil
}

// readBoth reads two snapshots in parallel, which is most of the work of a comparison.
func (s *snapshots) readBoth(oldName, newName string) (old, new *model.Snapshot, err error) {
	if oldName == store.Stdio && newName == store.Stdio {
		return nil, nil, errors.New("only one of the two snapshots can come from standard input")
	}
	var (
		reads          sync.WaitGroup
		oldErr, newErr error
	)
	reads.Go(func() { old, oldErr = s.read(oldName) })
	reads.Go(func() { new, newErr = s.read(newName) })
	reads.Wait()
	return old, new, cmp.Or(oldErr, newErr)
}

// output writes to a file atomically, or to standard output if the name is empty or -.
func (c console) output(name string, write func(io.Writer) error) error {
	if name == "" || name == store.Stdio {
		return write(c.out)
	}
	return atomicfile.Write(name, write)
}

// writable reports whether output could write to that name, before long work is done.
func (c console) writable(name string) error {
	if name == "" || name == store.Stdio {
		return nil
	}
	return atomicfile.Writable(name)
}

// printJSON writes a value as one indented document.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// when returns the time of a snapshot: in the data folder the time at which it was taken,
// for a file that of its last change, for others now.
func (s *snapshots) when(name string) time.Time {
	if !isFile(name) && store.IsName(name) {
		if e, err := s.folder(s.data).Resolve(name); err == nil {
			return e.Time
		}
	}
	if info, err := os.Stat(name); err == nil {
		return info.ModTime().UTC().Truncate(time.Second)
	}
	return time.Now().UTC().Truncate(time.Second)
}
