package diff_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// TestOldIDs checks that changes have the IDs of an earlier version, which are in lists of
// accepted changes. A line of ids.txt is two schemas, the ID, the rule and what changed;
// changes of newer rules (param-renamed) are not in it.
func TestOldIDs(t *testing.T) {
	list, err := os.Open(filepath.Join("testdata", "ids.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	reports := map[string]map[string]bool{}
	lines := bufio.NewScanner(list)
	n := 0
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		pair := f[0] + " " + f[1]
		if reports[pair] == nil {
			reports[pair] = idsOf(t, f[0], f[1])
		}
		if !reports[pair][f[2]] {
			t.Errorf("the change now has another ID: %s", lines.Text())
		}
		n++
	}
	if err := lines.Err(); err != nil || n < 30 {
		t.Errorf("%d IDs, %v", n, err)
	}
}

func idsOf(t *testing.T, old, new string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, c := range diff.Compare(layerFile(t, old), layerFile(t, new)).Changes {
		ids[c.ID] = true
	}
	return ids
}

// layerFile reads a schema of package difftest.
func layerFile(t *testing.T, name string) *model.Snapshot {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "internal", "difftest", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := schema.Read(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}
