package nightly

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// holder says who works on a data folder.
type holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// BusyError says that another run works on the data folder.
type BusyError struct {
	Dir    string
	Holder string
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s: another run works on this folder (%s); wait for it, or end it", e.Dir, e.Holder)
}

// lock keeps other runs from a data folder until unlock is called, or the process
// ends, however it ends.
func lock(dir string, now time.Time) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, ".lock")
	l := flock.New(name)
	got, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", dir, err)
	}
	if !got {
		return nil, &BusyError{dir, whoHolds(name)}
	}
	host, _ := os.Hostname()
	b, err := json.Marshal(holder{os.Getpid(), host, now.UTC().Truncate(time.Second)})
	if err == nil {
		// The words in the file help a person; the lock itself does not need them.
		_ = os.WriteFile(name, append(b, '\n'), 0o644)
	}
	return func() { _ = l.Unlock() }, nil
}

func whoHolds(name string) string {
	b, err := os.ReadFile(name)
	var h holder
	if err != nil || json.Unmarshal(b, &h) != nil || h.PID == 0 {
		return "it does not say who"
	}
	return fmt.Sprintf("process %d on %s, since %s", h.PID, h.Host, h.Since.Format(time.RFC3339))
}
