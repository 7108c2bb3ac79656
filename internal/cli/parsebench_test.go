package cli

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// methodPages saves the pages of all methods of the site.
func methodPages(b *testing.B) (files []string, pages [][]byte) {
	b.Helper()
	site := largeSite(b)
	paths, _ := requests(b, site)
	dir := b.TempDir()
	for _, path := range paths {
		name, ok := strings.CutPrefix(path, "/method/")
		if !ok {
			continue
		}
		resp, err := http.Get(site + path)
		if err != nil {
			b.Fatal(err)
		}
		page, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		file := filepath.Join(dir, name+".html")
		if err := os.WriteFile(file, page, 0o644); err != nil {
			b.Fatal(err)
		}
		files, pages = append(files, file), append(pages, page)
	}
	return files, pages
}

// BenchmarkParsePages prints the saved pages of all methods, as `tlcrawl parse` does.
func BenchmarkParsePages(b *testing.B) {
	files, pages := methodPages(b)
	b.ReportMetric(float64(len(pages)), "pages")
	site := &url.URL{Scheme: "https", Host: "sample.test"}
	for b.Loop() {
		if err := (console{out: io.Discard, err: io.Discard}).parse(b.Context(), site, files); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseHTML reads the same files and parses them with html.Parse alone.
func BenchmarkParseHTML(b *testing.B) {
	files, _ := methodPages(b)
	for b.Loop() {
		for _, name := range files {
			page, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := html.Parse(bytes.NewReader(page)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
