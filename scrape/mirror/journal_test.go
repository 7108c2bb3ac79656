package mirror

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A run that fails night after night does not make the pages younger that it kept first:
// a day after it began it is over, however lately it has written.
func TestRunGrowsOld(t *testing.T) {
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
		{"the night after", 23*time.Hour + 59*time.Minute, 3},
		{"the evening after", 40 * time.Hour, 0},
		{"the second run is as old as it is itself", 60 * time.Hour, 1},
		{"and is over in its turn", 65 * time.Hour, 0},
	} {
		now := began.Add(tc.at)
		j, kept, err := openJournal(name, now)
		if err != nil {
			t.Fatal(err)
		}
		if len(kept) != tc.kept {
			t.Errorf("%s: %d pages are trusted, want %d", tc.why, len(kept), tc.kept)
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
