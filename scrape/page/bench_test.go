package page_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// benchPages returns pages of methods of one layer: real ones, if they are next to the
// module, else one of the usual size with a list of 127 layers.
func benchPages(b *testing.B) (pages [][]byte, size int64) {
	b.Helper()
	files, err := filepath.Glob("../../shared/pages/layer-185/corefork.telegram.org/method/*.html")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range files {
		markup, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, markup)
	}
	if len(pages) == 0 {
		pages = append(pages, savedPage(b, "method_new_users"))
	}
	for _, markup := range pages {
		size += int64(len(markup))
	}
	return pages, size
}

// BenchmarkParse parses the whole pages into a DOM only: the baseline for BenchmarkRead.
func BenchmarkParse(b *testing.B) {
	pages, size := benchPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, markup := range pages {
			if _, err := html.Parse(bytes.NewReader(markup)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(pages)), "pages")
}

// BenchmarkRead reads the same pages completely.
func BenchmarkRead(b *testing.B) {
	pages, size := benchPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	reader := page.NewReader(site) // one, as a crawl has
	for b.Loop() {
		for _, markup := range pages {
			if _, err := reader.Parse(markup); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(pages)), "pages")
}
