package store

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// What Cleanup takes for unfinished are the names in a folder while a file is written.
func TestUnfinished(t *testing.T) {
	t.Setenv("TMPDIR", "")
	for _, name := range []string{
		"20260602T030000Z-214.json.gz", "20260602T030000Z-214.json.zst", "20260602T030000Z-214.report.md", "20260602T030000Z-214.report.json", "suspect.json.gz", "20260602T030000Z.json",
	} {
		dir := t.TempDir()
		err := atomicfile.Write(filepath.Join(dir, name), func(io.Writer) error {
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 1 {
				t.Errorf("%s is being written, and beside it there is %v, %v: a kill leaves a file elsewhere, for ever", name, entries, err)
			}
			for _, e := range entries {
				if !unfinished.MatchString(e.Name()) {
					t.Errorf("%s, killed, leaves %s for ever", name, e.Name())
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if unfinished.MatchString(name) {
			t.Errorf("%s is swept", name)
		}
	}
}
