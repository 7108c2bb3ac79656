package scrape_test

import (
	"bytes"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// BenchmarkReadMethod reads a page of the usual size, with 127 layers on it.
func BenchmarkReadMethod(b *testing.B) {
	page := savedPage(b, "method_new_users")
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scrape.Read(bytes.NewReader(page), site); err != nil {
			b.Fatal(err)
		}
	}
}
