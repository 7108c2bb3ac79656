package upstream_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// host serves files with ETags, and records the requests.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string]string
	asked []string // of the last run: 200 /api.tl
}

func newHost(t *testing.T) *host {
	h := &host{files: map[string]string{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	content, ok := h.files[r.URL.Path]
	etag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(content)))
	status := http.StatusOK
	switch {
	case !ok:
		status = http.StatusNotFound
	case r.Header.Get("If-None-Match") == etag:
		status = http.StatusNotModified
	}
	if r.URL.Path != "/robots.txt" {
		h.asked = append(h.asked, fmt.Sprint(status, " ", r.URL.Path))
	}
	w.Header().Set("ETag", etag)
	w.WriteHeader(status)
	if status == http.StatusOK {
		fmt.Fprint(w, content)
	}
}

// requests returns the requests since the last call.
func (h *host) requests() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := strings.Join(h.asked, ", ")
	h.asked = nil
	return list
}

// job fetches sources into a folder, a day apart.
type job struct {
	t *testing.T
	upstream.Options
	now      time.Time
	messages []string
}

func newJob(t *testing.T, sources ...upstream.Source) *job {
	j := &job{t: t, now: time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)}
	j.Options = upstream.Options{
		Folder: store.Dir(t.TempDir()), Sources: sources, Client: upstream.ClientOptions{InitialBackoff: time.Millisecond, Rate: -1},
		Now: func() time.Time { return j.now },
		Notify: func(_ context.Context, m upstream.Message) error {
			text := m.Source + ": " + m.Text
			if m.Trouble != nil {
				text += m.Trouble.Error()
			}
			if m.Report != nil {
				text += "; " + report.Headline(m.Report)
			}
			j.messages = append(j.messages, text)
			return nil
		},
	}
	return j
}

// night is one run. It returns the outcomes and the messages.
func (j *job) night() (outcomes, messages string) {
	j.t.Helper()
	j.now = j.now.AddDate(0, 0, 1)
	j.messages = nil
	var list []string
	for _, f := range upstream.Fetch(j.t.Context(), j.Options) {
		if f.Result == nil {
			j.t.Fatal(f.Err)
		}
		list = append(list, string(f.Result.Outcome))
	}
	return strings.Join(list, " "), strings.Join(j.messages, "\n")
}

// wants checks the outcome of a night and what its messages contain; nothing means none.
func (j *job) wants(why string, outcome nightly.Outcome, says string) {
	j.t.Helper()
	got, messages := j.night()
	if got != string(outcome) || !strings.Contains(messages, says) || says == "" && messages != "" {
		j.t.Errorf("%s: %s, and it says %q; want %s and %q", why, got, messages, outcome, says)
	}
}
