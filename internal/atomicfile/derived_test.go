package atomicfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

func TestWriteDerived(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a", "b.html")
	for _, text := range []string{"first", "second"} {
		if err := atomicfile.WriteDerived(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != text {
			t.Errorf("%q, %v", b, err)
		}
	}
	if list, err := os.ReadDir(filepath.Dir(name)); err != nil || len(list) != 1 {
		t.Errorf("files are left: %v, %v", list, err)
	}
	var own *atomicfile.Error
	if err := atomicfile.WriteDerived(dir, nil); !errors.As(err, &own) || !errors.Is(err, atomicfile.ErrFolder) {
		t.Errorf("a folder: %v", err)
	}
}
