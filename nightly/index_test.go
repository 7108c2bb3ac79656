package nightly_test

import (
	"os"
	"testing"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// Each good run leaves an index that is up to date.
func TestIndexIsExtended(t *testing.T) {
	j := newJob(t)
	for i, description := range []string{"one", "two", "three"} {
		j.good(with(reference(30), word(description)), []nightly.Outcome{nightly.First, nightly.Changed}[min(i, 1)])
		before, err := os.Stat(j.in("index.db"))
		if err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(t.Context(), j.Folder, site, index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		x.Close()
		if after, err := os.Stat(j.in("index.db")); err != nil || !os.SameFile(before, after) {
			t.Errorf("%s: the index was made again, %v", description, err)
		}
	}
}

// A folder that is named like the index does not fail the run.
func TestIndexCannotBeStored(t *testing.T) {
	j := newJob(t)
	j.good(with(reference(30), word("one")), nightly.First)
	if err := os.Remove(j.in("index.db")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(j.in("index.db/x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if r := j.good(with(reference(30), word("two")), nightly.Changed); r.IndexError == nil {
		t.Error("a folder named index.db was replaced")
	}
}
