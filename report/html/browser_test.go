package html_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
)

var shots = flag.String("shots", "", "write screenshots of the report into this folder")

func TestMain(m *testing.M) { browser.Main(m) }

// open opens an HTML page with a fragment; before is run first.
func open(t testing.TB, html, hash string, before ...chromedp.Action[chromedp.Void]) *browser.Tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	return alone(t, "file://"+file, hash, before...)
}

// serve opens the page from a server that has only that page.
func serve(t *testing.T, html string) *browser.Tab {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/report.html" {
			t.Errorf("the page requests %s", r.URL)
		}
		fmt.Fprint(w, html)
	}))
	t.Cleanup(server.Close)
	return alone(t, server.URL+"/report.html", "")
}

// alone opens a page that must not make requests.
func alone(t testing.TB, page, hash string, before ...chromedp.Action[chromedp.Void]) *browser.Tab {
	t.Helper()
	itself := func(url string) bool { url, _, _ = strings.Cut(url, "#"); return url == page }
	return browser.Visit(t, page+hash, itself, before...)
}
