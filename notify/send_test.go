package notify_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/notify"
)

// offline lets nobody reach any host but this one.
type offline struct{ http.RoundTripper }

func (o offline) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Hostname() != "127.0.0.1" {
		panic("a test asked for " + req.URL.Hostname())
	}
	return o.RoundTripper.RoundTrip(req)
}

func TestMain(m *testing.M) {
	http.DefaultTransport = offline{http.DefaultTransport}
	os.Exit(m.Run())
}

const secret = "s3cr3t-t0k3n"

// hook is a local service that answers with the given statuses, then with 200.
type hook struct {
	*httptest.Server
	statuses []int
	got      []string
}

func newHook(t *testing.T, statuses ...int) *hook {
	h := &hook{statuses: statuses}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		h.got = append(h.got, string(b))
		if n := len(h.got); n <= len(h.statuses) {
			w.WriteHeader(h.statuses[n-1])
		}
	}))
	t.Cleanup(h.Close)
	return h
}

// url is the hook's as a channel, with secrets wherever a URL may have one.
func (h *hook) url() string {
	return "generic+http://user:" + secret + "@" + h.Listener.Addr().String() + "/hooks/" + secret + "?key=" + secret + "&@authorization=Bearer+" + secret
}

// told sends the report and returns how many channels failed, and the log.
func told(t *testing.T, ctx context.Context, r *diff.Report, o notify.Options, urls ...string) (int, string) {
	t.Helper()
	var log bytes.Buffer
	o.Log, o.InitialBackoff = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), time.Nanosecond
	n, err := notify.New(urls, o)
	if err != nil {
		t.Fatal(err)
	}
	failed := n.Send(ctx, r)
	for _, piece := range []string{secret, "127.0.0.1", "/hooks", "http"} {
		if strings.Contains(log.String(), piece) {
			t.Errorf("the log has %q, a piece of the URL:\n%s", piece, &log)
		}
	}
	return failed, log.String()
}

// TestSend: what is sent, how often, and what is said of it.
func TestSend(t *testing.T) {
	for _, tc := range []struct {
		why      string
		statuses []int
		r        *diff.Report
		o        notify.Options
		sent     int
		failed   int
		log      string
	}{
		{"all goes well", nil, each(), notify.Options{}, 1, 0, ""},
		{"nothing changed", nil, report(), notify.Options{}, 0, 0, ""},
		{"nothing was compared", nil, nil, notify.Options{}, 0, 0, ""},
		{"nothing that was asked for changed", nil, report(each().Changes[3]), notify.Options{On: diff.Breaking}, 0, 0, ""},
		{"the service is down for a moment", []int{500}, each(), notify.Options{}, 2, 0, `because="500 Internal Server Error"`},
		{"too much was sent", []int{429, 429}, each(), notify.Options{}, 3, 0, `because="429 Too Many Requests"`},
		{"the service is down", []int{503, 503, 503, 503, 503}, each(), notify.Options{}, 4, 1, `level=WARN msg="channel not notified" channel=1 service=generic because="503 Service Unavailable"`},
		{"there is patience for two tries", []int{503, 503, 503}, each(), notify.Options{MaxAttempts: 2}, 2, 1, "503"},
		{"the token is wrong: another try is no better", []int{401}, each(), notify.Options{}, 1, 1, `because="401 Unauthorized"`},
		{"the hook is gone", []int{404}, each(), notify.Options{}, 1, 1, `because="404 Not Found"`},
	} {
		t.Run(tc.why, func(t *testing.T) {
			h := newHook(t, tc.statuses...)
			failed, log := told(t, context.Background(), tc.r, tc.o, h.url())
			if failed != tc.failed || len(h.got) != tc.sent || !strings.Contains(log, tc.log) || (tc.log == "") != (log == "") {
				t.Errorf("%d channels failed, %d messages, want %d, %d and %q; log:\n%s", failed, len(h.got), tc.failed, tc.sent, tc.log, log)
			}
			for _, text := range h.got {
				if d := cmp.Diff(whole, text); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// TestSendCuts: a message is no longer than its service takes.
func TestSendCuts(t *testing.T) {
	var changes []diff.Change
	for i := range 3000 {
		changes = append(changes, diff.Change{ID: fmt.Sprint(i), Level: diff.Compatible, Rule: "method-added", Kind: "method", Name: fmt.Sprintf("test.method%d", i), Text: "new method"})
	}
	h := newHook(t)
	if failed, _ := told(t, context.Background(), report(changes...), notify.Options{}, h.url()); failed != 0 {
		t.Fatal("failed")
	}
	if len(h.got[0]) > 60_000 || len(h.got[0]) < 59_000 || !strings.HasSuffix(h.got[0], " more") {
		t.Errorf("%d bytes", len(h.got[0]))
	}
}

// TestSendToSeveral: one channel that fails keeps no other from being told.
func TestSendToSeveral(t *testing.T) {
	down, refusing, well := newHook(t, 500, 500), newHook(t, 400), newHook(t)
	gone := newHook(t)
	gone.Close()
	failed, log := told(t, context.Background(), each(), notify.Options{MaxAttempts: 2}, down.url(), gone.url(), refusing.url(), well.url())
	if failed != 3 || len(well.got) != 1 || strings.Count(log, "WARN") != 3 {
		t.Errorf("%d channels failed, the last was told %d times; log:\n%s", failed, len(well.got), log)
	}
	if !strings.Contains(log, `channel=2 service=generic because="connection refused"`) {
		t.Errorf("log:\n%s", log)
	}
}

// TestSendIsStopped: the end of a run ends the waiting.
func TestSendIsStopped(t *testing.T) {
	for _, tc := range []struct {
		why string
		o   notify.Options
		end func(cancel context.CancelFunc)
		log string
	}{
		{"the run is interrupted", notify.Options{}, func(cancel context.CancelFunc) { cancel() }, "because=interrupted"},
		{"the service says nothing, and is not asked twice", notify.Options{Timeout: time.Nanosecond}, func(context.CancelFunc) {}, "no answer in time"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			asked, answer := make(chan struct{}), make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { tc.end(cancel); close(asked); <-answer }))
			defer s.Close()
			defer close(answer)
			failed, log := told(t, ctx, each(), tc.o, "generic+"+s.URL+"/"+secret)
			<-asked // the message that nobody waits for is under way
			if failed != 1 || !strings.Contains(log, tc.log) || strings.Count(log, "\n") != 1 {
				t.Errorf("%d channels failed; log:\n%s", failed, log)
			}
		})
	}
}
