package mirror

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The age of a run counts from its start: a run that fails repeatedly ends a day after it
// began, however recently it has written.
func TestRunExpires(t *testing.T) {
	name := filepath.Join(t.TempDir(), "journal")
	began := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		why  string
		at   time.Duration
		kept int
	}{
		{"it begins", 0, 0},
		{"an hour later", time.Hour, 1},
		{"in the evening", 20 * time.Hour, 2},
		{"the next night", 23*time.Hour + 59*time.Minute, 3},
		{"the evening after", 40 * time.Hour, 0},
		{"the second run has its own age", 60 * time.Hour, 1},
		{"and expires in turn", 65 * time.Hour, 0},
	} {
		now := began.Add(tc.at)
		j, kept, err := openJournal(name, now)
		if err != nil {
			t.Fatal(err)
		}
		if len(kept) != tc.kept {
			t.Errorf("%s: %d pages are used, want %d", tc.why, len(kept), tc.kept)
		}
		if _, err := j.f.WriteString(`{"path":"/schema"}` + "\n"); err != nil {
			t.Fatal(err)
		}
		if err := j.f.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, now, now); err != nil {
			t.Fatal(err)
		}
	}
}
