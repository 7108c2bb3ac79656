package notify_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/notify"
)

// TestNewRejects checks that an error says which URL is invalid and for what service, and
// contains nothing else of it.
func TestNewRejects(t *testing.T) {
	for _, tc := range []struct{ why, url, scheme string }{
		{"no URL", secret, ""},
		{"nothing", "", ""},
		{"a token instead of the scheme", secret + "://telegram", ""},
		{"an invalid scheme that is a token", "110201543:" + secret + "@telegram", ""},
		{"an unknown service", "telegraph://" + secret + "@telegraph", ""},
		{"invalid characters", "telegram://" + secret + "\x7f@telegram", ""},
		{"a service without recipients", "logger://", ""},
		{"an invalid token", "telegram://" + secret + "@telegram?chats=@changes", "telegram"},
		{"no chat", "telegram://110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1@telegram", "telegram"},
		{"an unknown setting", "discord://" + secret + "@123456789?" + secret + "=1", "discord"},
		{"an invalid setting, on which shoutrrr panics", "generic+https://example.org/?disabletls=" + secret, "generic"},
		{"an unsupported format", "telegram+https://" + secret, "telegram"},
	} {
		_, err := notify.New([]string{slackURL, tc.url}, notify.Options{})
		var wrong *notify.URLError
		if !errors.As(err, &wrong) || wrong.Position != 2 || wrong.Scheme != tc.scheme {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "110201543") || !strings.Contains(err.Error(), "https://shoutrrr") {
			t.Errorf("%s: the error contains a secret, or does not say what to do: %v", tc.why, err)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(e.Error(), secret) {
				t.Errorf("%s: the wrapped error contains the secret", tc.why)
			}
		}
	}
}

func TestNewRejectsLevel(t *testing.T) {
	if _, err := notify.New(nil, notify.Options{On: "grave"}); err == nil || !strings.Contains(err.Error(), "breaking") {
		t.Errorf("%v, want the valid levels", err)
	}
}

// TestNewDoesNotConnect checks that a service that logs in does so only when there is a
// message.
func TestNewDoesNotConnect(t *testing.T) {
	n, err := notify.New([]string{"matrix://user:" + secret + "@matrix.invalid/?rooms=changes"}, notify.Options{On: diff.Breaking})
	if err != nil {
		t.Fatal(err)
	}
	if failed := n.Send(t.Context(), report()); failed != 0 {
		t.Errorf("nothing changed, and %d channels failed", failed)
	}
}
