package mirror

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// validators are the ETag and date of a page, for conditional requests.
type validators struct {
	Path         string `json:"path"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Layer is the layer of the crawl that stored the page.
	Layer int `json:"layer,omitempty"`
	// Sum is the checksum of the page they belong to. The file may have changed since.
	Sum string `json:"sum"`
}

func sum(page []byte) string {
	s := sha256.Sum256(page)
	return hex.EncodeToString(s[:8])
}

// journal lists the pages that a run has stored, one per line, after a line with the time
// of its start. It exists until the run ends; the next run resumes from it.
type journal struct {
	f *os.File
}

// began is the first line of a journal.
type began struct {
	Began time.Time `json:"began"`
}

// resumable is the maximum age of a run to resume. Older pages may have changed.
const resumable = 24 * time.Hour

// openJournal returns the pages of an interrupted run, and opens its journal to append.
func openJournal(name string, now time.Time) (*journal, []validators, error) {
	b, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	if err == nil && tooOld(name, b, now) {
		if err := os.Remove(name); err != nil {
			return nil, nil, err
		}
		b = nil
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, err
	}
	j := &journal{f}
	switch {
	case len(b) == 0:
		err = j.line(began{now.UTC().Truncate(time.Second)})
	case b[len(b)-1] != '\n':
		_, err = f.WriteString("\n") // completes a line truncated by a kill
	}
	return j, entries(b), err
}

// tooOld reports whether a run is too old to resume, by its first line or, if that is
// damaged, by the time of the file.
func tooOld(name string, b []byte, now time.Time) bool {
	first, _, _ := bytes.Cut(b, []byte("\n"))
	var start began
	if json.Unmarshal(first, &start) == nil && !start.Began.IsZero() && now.Sub(start.Began) > resumable {
		return true
	}
	info, err := os.Stat(name)
	return err != nil || now.Sub(info.ModTime()) > resumable
}

// entries reads the complete lines.
func entries(b []byte) []validators {
	var kept []validators
	for line := range bytes.Lines(b) {
		var v validators
		if json.Unmarshal(line, &v) == nil && v.Path != "" {
			kept = append(kept, v)
		}
	}
	return kept
}

// line appends a line with a single write.
func (j *journal) line(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = j.f.Write(append(b, '\n'))
	return err
}

// saveValidators replaces the validators file, in the order of the paths.
func saveValidators(name string, all map[string]validators) error {
	return atomicfile.Write(name, func(w io.Writer) error {
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

// loadValidators reads what saveValidators wrote; a missing file is empty.
func loadValidators(dir string) (map[string]validators, error) {
	b, err := os.ReadFile(filepath.Join(dir, validatorsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	all := map[string]validators{}
	for _, v := range entries(b) {
		all[v.Path] = v
	}
	return all, nil
}
