package mirror

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// validators are what a site gave with a page, to ask later whether it is still the
// same.
type validators struct {
	Path         string `json:"path"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// journal is the list of the pages that a run has kept, one a line. It lies beside
// the pages as long as the run has not ended; a later run goes on with it.
type journal struct {
	f *os.File
}

// resumable is how old a journal may be to be gone on with. Pages that were kept
// before that may have changed since.
const resumable = 24 * time.Hour

// openJournal reads what an earlier run has kept, if it did not end, and goes on
// writing behind it.
func openJournal(name string, now time.Time) (*journal, []validators, error) {
	var kept []validators
	switch info, err := os.Stat(name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, nil, err
	case now.Sub(info.ModTime()) > resumable:
		if err := os.Remove(name); err != nil {
			return nil, nil, err
		}
	default:
		if kept, err = readJournal(name); err != nil {
			return nil, nil, err
		}
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, err
	}
	if len(kept) > 0 {
		// A line that the kill has cut is ended here, and passed over by readers.
		if _, err := f.WriteString("\n"); err != nil {
			return nil, nil, err
		}
	}
	return &journal{f}, kept, nil
}

func readJournal(name string) ([]validators, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var kept []validators
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var v validators
		if json.Unmarshal(lines.Bytes(), &v) == nil && v.Path != "" {
			kept = append(kept, v)
		}
	}
	return kept, lines.Err()
}

// add notes a page that is kept, in one write.
func (j *journal) add(v validators) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = j.f.Write(append(b, '\n'))
	return err
}

// remember replaces the validators file, in the order of the paths.
func remember(name string, all map[string]validators) error {
	return store.Replace(name, func(w io.Writer) error {
		for _, v := range model.Sorted(all) {
			if v.ETag == "" && v.LastModified == "" {
				continue
			}
			b, err := json.Marshal(v)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%s\n", b); err != nil {
				return err
			}
		}
		return nil
	})
}

// recall reads what remember wrote; a file that is not there is empty.
func recall(dir string) (map[string]validators, error) {
	kept, err := readJournal(filepath.Join(dir, validatorsFile))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	all := map[string]validators{}
	for _, v := range kept {
		all[v.Path] = v
	}
	return all, err
}
