package cli

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/notify"
)

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// A full standard output does not keep a report from the channels, and a report that was
// not delivered is sent by the next run.
func TestMessages(t *testing.T) {
	t.Parallel()
	received := 0
	hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { received++ }))
	defer hook.Close()
	older, newer := model.New("https://corefork.telegram.org", 223), model.New("https://corefork.telegram.org", 223)
	newer.Types["Bool"] = &model.Type{Name: "Bool"}
	report := nightly.Notice{Report: diff.Compare(older, newer)}

	for _, tc := range []struct {
		why      string
		out      io.Writer
		channels []string
		again    bool // the next run is to send it again
		failed   bool // the command exits with 2
	}{
		{"both work", &bytes.Buffer{}, []string{"generic+" + hook.URL}, false, false},
		{"only standard output works", &bytes.Buffer{}, nil, false, false},
		{"standard output is full, a channel works", fullDisk{}, []string{"generic+" + hook.URL}, false, true},
		{"standard output is full, and there is no channel", fullDisk{}, nil, true, true},
		{"a channel fails", &bytes.Buffer{}, []string{"generic+http://127.0.0.1:9"}, false, false},
		{"both fail", fullDisk{}, []string{"generic+http://127.0.0.1:9"}, true, true},
	} {
		before := received
		channels, err := notify.New(tc.channels, notify.Options{On: diff.Docs, Log: slog.New(slog.DiscardHandler), InitialBackoff: time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		m := &messages{console: console{out: tc.out, err: io.Discard}, channels: channels, hasChannels: len(tc.channels) > 0}
		if err := m.send(t.Context(), report); (err != nil) != tc.again {
			t.Errorf("%s: %v, want an error %t", tc.why, err, tc.again)
		}
		if (m.err != nil) != tc.failed {
			t.Errorf("%s: exit with %v, want an error %t", tc.why, m.err, tc.failed)
		}
		if works := len(tc.channels) > 0 && strings.Contains(tc.channels[0], hook.URL); works != (received > before) {
			t.Errorf("%s: the channel got it %t, want %t", tc.why, received > before, works)
		}
	}
}
