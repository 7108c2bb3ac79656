package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// described is a snapshot of a domain with one method whose description links to a page.
func described(source, text string) *model.Snapshot {
	s := model.New(source, 200)
	s.Methods["auth.check"] = &model.Method{Name: "auth.check", Description: text + " See [codes](" + source + "/api/codes).", Documented: new(true)}
	return s
}

// The same change has one shared ID on every domain, and another change has another.
func TestSharedID(t *testing.T) {
	const core, fork = "https://core.telegram.org", "https://corefork.telegram.org"
	change := func(source, old, new string) diff.Change {
		t.Helper()
		r := diff.Compare(described(source, old), described(source, new))
		if len(r.Changes) != 1 {
			t.Fatalf("%d changes, want 1", len(r.Changes))
		}
		return r.Changes[0]
	}
	a, b, other := change(core, "Checks it.", "Checks a code."), change(fork, "Checks it.", "Checks a code."), change(fork, "Checks it.", "Checks codes.")
	if a.ID == b.ID {
		t.Fatal("the links do not differ: the test tests nothing")
	}
	if a.SharedID(core) != b.SharedID(fork) {
		t.Error("the same change on two domains has two shared IDs")
	}
	if b.SharedID(fork) == other.SharedID(fork) {
		t.Error("two changes have one shared ID")
	}
	plain := diff.Change{Rule: "method-added", Kind: model.KindMethod, Name: "auth.check"}
	if plain.SharedID(core) != plain.SharedID("") {
		t.Error("without a link, the shared ID depends on the site")
	}
}
