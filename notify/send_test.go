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

// offline is a transport that allows only the local host.
type offline struct{ http.RoundTripper }

func (o offline) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Hostname() != "127.0.0.1" {
		panic("unexpected request for  " + req.URL.Hostname())
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

// url returns the hook's URL as a channel, with secrets wherever a URL may have one.
func (h *hook) url() string {
	return "generic+http://user:" + secret + "@" + h.Listener.Addr().String() + "/hooks/" + secret + "?key=" + secret + "&@authorization=Bearer+" + secret
}

// notified sends the report and returns how many channels failed, and the log.
func notified(t *testing.T, ctx context.Context, r *diff.Report, o notify.Options, urls ...string) (int, string) {
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

// TestSend checks what is sent, how often, and what is logged.
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
		{"success", nil, each(), notify.Options{}, 1, 0, ""},
		{"nothing changed", nil, report(), notify.Options{}, 0, 0, ""},
		{"no report", nil, nil, notify.Options{}, 0, 0, ""},
		{"nothing changed at the level", nil, report(each().Changes[3]), notify.Options{On: diff.Breaking}, 0, 0, ""},
		{"the service is down temporarily", []int{500}, each(), notify.Options{}, 2, 0, `because="500 Internal Server Error"`},
		{"too many requests", []int{429, 429}, each(), notify.Options{}, 3, 0, `because="429 Too Many Requests"`},
		{"the service is down", []int{503, 503, 503, 503, 503}, each(), notify.Options{}, 4, 1, `level=WARN msg="channel not notified" channel=1 service=generic because="503 Service Unavailable"`},
		{"two attempts", []int{503, 503, 503}, each(), notify.Options{MaxAttempts: 2}, 2, 1, "503"},
		{"the token is wrong, which a retry cannot fix", []int{401}, each(), notify.Options{}, 1, 1, `because="401 Unauthorized"`},
		{"the hook does not exist", []int{404}, each(), notify.Options{}, 1, 1, `because="404 Not Found"`},
	} {
		t.Run(tc.why, func(t *testing.T) {
			h := newHook(t, tc.statuses...)
			failed, log := notified(t, context.Background(), tc.r, tc.o, h.url())
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

// TestSendCuts checks that a message is within the limit of its service.
func TestSendCuts(t *testing.T) {
	var changes []diff.Change
	for i := range 3000 {
		changes = append(changes, diff.Change{ID: fmt.Sprint(i), Level: diff.Compatible, Rule: "method-added", Kind: "method", Name: fmt.Sprintf("test.method%d", i), Text: "new method"})
	}
	h := newHook(t)
	if failed, _ := notified(t, context.Background(), report(changes...), notify.Options{}, h.url()); failed != 0 {
		t.Fatal("failed")
	}
	if len(h.got[0]) > 60_000 || len(h.got[0]) < 59_000 || !strings.HasSuffix(h.got[0], " more") {
		t.Errorf("%d bytes", len(h.got[0]))
	}
}

// TestSendUnder checks that the heading comes first, counts for the limit, and is not sent
// alone.
func TestSendUnder(t *testing.T) {
	var changes []diff.Change
	for i := range 3000 {
		changes = append(changes, diff.Change{ID: fmt.Sprint(i), Level: diff.Compatible, Rule: "method-added", Kind: "method", Name: fmt.Sprintf("test.method%d", i), Text: "new method"})
	}
	h := newHook(t)
	n, err := notify.New([]string{h.url()}, notify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*diff.Report{report(), report(changes...)} {
		if failed := n.SendUnder(t.Context(), "Upstream\napp: layer 214", r); failed != 0 {
			t.Fatal("failed")
		}
	}
	if len(h.got) != 1 || len(h.got[0]) > 60_000 || !strings.HasPrefix(h.got[0], "Upstream\napp: layer 214\n") || !strings.HasSuffix(h.got[0], " more") {
		t.Errorf("%d messages", len(h.got))
	}
}

// TestSendToSeveral checks that a failing channel does not affect the others.
func TestSendToSeveral(t *testing.T) {
	down, refusing, well := newHook(t, 500, 500), newHook(t, 400), newHook(t)
	gone := newHook(t)
	gone.Close()
	failed, log := notified(t, context.Background(), each(), notify.Options{MaxAttempts: 2}, down.url(), gone.url(), refusing.url(), well.url())
	if failed != 3 || len(well.got) != 1 || strings.Count(log, "WARN") != 3 {
		t.Errorf("%d channels failed, the last got %d messages; log:\n%s", failed, len(well.got), log)
	}
	if !strings.Contains(log, `channel=2 service=generic because="connection refused"`) {
		t.Errorf("log:\n%s", log)
	}
}

// TestSendIsStopped checks that the end of a run ends the waiting.
func TestSendIsStopped(t *testing.T) {
	for _, tc := range []struct {
		why string
		o   notify.Options
		end func(cancel context.CancelFunc)
		log string
	}{
		{"the run is interrupted", notify.Options{}, func(cancel context.CancelFunc) { cancel() }, "because=interrupted"},
		{"the service does not respond, and is not retried", notify.Options{Timeout: time.Nanosecond}, func(context.CancelFunc) {}, "timeout; it may have arrived"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			asked, answer := make(chan struct{}), make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { tc.end(cancel); close(asked); <-answer }))
			defer s.Close()
			defer close(answer)
			failed, log := notified(t, ctx, each(), tc.o, "generic+"+s.URL+"/"+secret)
			<-asked // the abandoned message is still being sent
			if failed != 1 || !strings.Contains(log, tc.log) || strings.Count(log, "\n") != 1 {
				t.Errorf("%d channels failed; log:\n%s", failed, log)
			}
		})
	}
}
