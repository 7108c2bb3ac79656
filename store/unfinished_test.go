package store

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// Cleanup recognizes the names of temporary files.
func TestUnfinished(t *testing.T) {
	t.Setenv("TMPDIR", "")
	for _, name := range []string{
		"20260602T030000Z-214.json.gz", "20260602T030000Z-214.json.zst", "20260602T030000Z-214.report.md", "20260602T030000Z-214.report.json", "suspect.json.gz", "20260602T030000Z.json",
	} {
		dir := t.TempDir()
		err := atomicfile.Write(filepath.Join(dir, name), func(io.Writer) error {
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 1 {
				t.Errorf("while %s is written, the temporary files are %v, %v; a kill would leave a file elsewhere", name, entries, err)
			}
			for _, e := range entries {
				if !unfinished.MatchString(e.Name()) {
					t.Errorf("Cleanup does not recognize %[2]s, the temporary file of %[1]s", name, e.Name())
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if unfinished.MatchString(name) {
			t.Errorf("Cleanup would remove %s", name)
		}
	}
}
