package data_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// The large sample repeats the sample: it can be crawled, the id of every line is correct,
// and copies have the same documentation.
func TestLarge(t *testing.T) {
	const times = 3
	once := crawl(t, 203).Snapshot
	result, err := scrape.Crawl(t.Context(), source{samplesite.Large(times), 203}, scrape.Options{Site: address, Kinds: model.Kinds, MaxAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	large := result.Snapshot
	if n := len(large.ChecksumMismatch); n > len(once.ChecksumMismatch) {
		t.Errorf("%d lines have wrong ids: %v", n, large.ChecksumMismatch)
	}
	if got, want := len(large.Methods), times*len(once.Methods); got != want {
		t.Errorf("%d methods, want %d", got, want)
	}
	for name, m := range once.Methods {
		same, other := large.Methods[name], large.Methods[name+"N2"]
		if same == nil || other == nil {
			t.Errorf("%s: %v, %v", name, same, other)
			continue
		}
		if same.ID != m.ID || other.ID == m.ID {
			t.Errorf("%s#%s and %s#%s, want %s for the first", name, same.ID, other.Name, other.ID, m.ID)
		}
		if same.Description != m.Description || other.Description != m.Description || other.Category != m.Category || len(other.Errors) != len(m.Errors) {
			t.Errorf("%s differs from %s", other.Name, name)
		}
	}
}
