package cli

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

var benchSite = flag.String("site", "", "the `address` of a site with layers 195 and 214 to measure with (default: the sample site, 30 times over)")

// clients is how many requests run at a time.
const clients = 16

// largeSite returns the address of the site to measure with. It has gzip and ETags.
func largeSite(b *testing.B) string {
	b.Helper()
	if *benchSite != "" {
		return *benchSite
	}
	server := httptest.NewServer(packing{samplesite.Large(30)})
	b.Cleanup(server.Close)
	return server.URL
}

// packing serves pages with gzip and an ETag. It removes the comment at the end of each
// sample page, which differs in every response.
type packing struct{ pages http.Handler }

func (p packing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := httptest.NewRecorder()
	p.pages.ServeHTTP(page, r)
	body, _, _ := bytes.Cut(page.Body.Bytes(), []byte("<!-- page generated"))
	hash := fnv.New64a()
	hash.Write(body)
	tag := fmt.Sprintf(`"%x"`, hash.Sum64())
	w.Header().Set("Content-Type", page.Header().Get("Content-Type"))
	w.Header().Set("ETag", tag)
	if page.Code == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(page.Code)
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(w)
	_, _ = z.Write(body)
	_ = z.Close()
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// requests lists the paths of a crawl and counts the bytes.
func requests(b *testing.B, site string) ([]string, int64) {
	b.Helper()
	asks, err := fetch.Open(b.Context(), fetch.Options{BaseURL: site, Parallel: clients})
	if err != nil {
		b.Fatal(err)
	}
	w := &watched{Source: asks}
	if _, err := scrape.Crawl(b.Context(), w, scrape.Options{Site: site, Kinds: model.Kinds, Parallel: clients}); err != nil {
		b.Fatal(err)
	}
	return w.paths, asks.Stats().Bytes
}

// watched is a source that records requests.
type watched struct {
	scrape.Source
	mu    sync.Mutex
	paths []string
}

func (w *watched) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	w.mu.Lock()
	w.paths = append(w.paths, r.Path)
	w.mu.Unlock()
	return w.Source.Get(ctx, r)
}

// peakFile is the environment variable with the name of the file for the peak memory.
const peakFile = "TLCRAWL_TEST_PEAK"

// reportPeak writes the peak memory in KB to that file. Linux only: the figure that a
// parent gets for its child includes its own memory.
func reportPeak() {
	name := os.Getenv(peakFile)
	status, err := os.ReadFile("/proc/self/status")
	if name == "" || err != nil {
		return
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	if kb := strings.Fields(peak); len(kb) > 0 {
		_ = os.WriteFile(name, []byte(kb[0]), 0o644)
	}
}

// fetchBare downloads the pages of a list and discards them, with plain net/http.
func fetchBare(site, list string) int {
	b, err := os.ReadFile(list)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	var (
		client  = http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
		next    = make(chan string)
		workers sync.WaitGroup
	)
	for range clients {
		workers.Go(func() {
			for path := range next {
				resp, err := client.Get(site + path)
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(2)
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
	}
	for path := range strings.Lines(string(b)) {
		next <- strings.TrimSpace(path)
	}
	close(next)
	workers.Wait()
	return 0
}
