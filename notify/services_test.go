package notify_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/notify"
)

// answers is a transport that responds for every host.
type answers func(*http.Request) (*http.Response, error)

func (a answers) RoundTrip(req *http.Request) (*http.Response, error) { return a(req) }

// sentTo sends hostile text with a service that has one host for all, and returns what was
// sent.
func sentTo(t *testing.T, url string, answer func(*http.Request) (*http.Response, error)) (bodies []string, failed int, log string) {
	t.Helper()
	before := http.DefaultTransport
	defer func() { http.DefaultTransport = before }()
	http.DefaultTransport = answers(func(req *http.Request) (*http.Response, error) {
		b, _ := io.ReadAll(req.Body)
		bodies = append(bodies, string(b))
		return answer(req)
	})
	evil := "*b* `c` ```d <b>&amp; <!channel> @everyone [x](https://evil.example)"
	failed, log = notified(t, context.Background(), report(diff.Change{ID: "1", Level: diff.Docs, Rule: "category-changed", Kind: "method", Name: "help.getConfig", Text: "moved to " + evil}),
		notify.Options{}, url)
	return bodies, failed, log
}

func ok(body string) func(*http.Request) (*http.Response, error) {
	return func(req *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Status: "200 OK", Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
	}
}

const (
	telegramURL = "telegram://110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1@telegram?chats=@changes,-100123:7&parsemode=HTML&title=a"
	discordURL  = "discord://" + secret + "@123456789?splitLines=yes"
	slackURL    = "slack://hook:WNA3PBYV6-F20DUQND3RQ-Webc4MAvoacrpPakR8phF0zi@webhook"
)

// TestSendAsText checks that each service gets the text in a form that it shows unchanged.
func TestSendAsText(t *testing.T) {
	const z = "\u200b"
	for _, tc := range []struct {
		why, url string
		answer   string
		want     []string // expected in the JSON bodies, one per message
	}{
		{"Telegram: no markup whatever the URL says, no preview, each chat", telegramURL, `{"ok":true}`, []string{
			`"chat_id":"@changes","text":"https://core.telegram.org, layer 186 -> 203: 1 docs\n\nDOCS\n- help.getConfig: moved to *b* ` + "`c` ```d" + ` <b>&amp; <` + z + `!channel> @` + z + `everyone [x]` + z + `(https://evil.example)","disable_notification":false,"link_preview_options":{"is_disabled":true}}`,
			`"chat_id":"-100123","message_thread_id":7,`,
		}},
		{"Discord: one message, a block of code, which the text cannot end", discordURL, ``, []string{
			"\"content\":\"```\\nhttps://core.telegram.org, layer 186 -> 203: 1 docs\\n\\nDOCS\\n- help.getConfig: moved to *b* 'c' '''d <b>&amp; <" + z + "!channel> @" + z + "everyone [x]" + z + "(https://evil.example)\\n```\"",
		}},
		{"Slack: its own escapes", slackURL, `ok`, []string{
			`"text":"- help.getConfig: moved to *b* ` + "`c` ```d" + ` &lt;b&gt;&amp;amp; &lt;` + z + `!channel&gt; @`,
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			bodies, failed, log := sentTo(t, tc.url, ok(tc.answer))
			if failed != 0 || len(bodies) != len(tc.want) {
				t.Fatalf("%d messages, want %d; %d failed; %s\n%q", len(bodies), len(tc.want), failed, log, bodies)
			}
			for i, body := range bodies {
				if body = unescape(t, body); !strings.Contains(body, tc.want[i]) {
					t.Errorf("message %d: %s\nwant in it: %s", i+1, body, tc.want[i])
				}
			}
		})
	}
}

// unescape writes JSON without the escapes for HTML.
func unescape(t *testing.T, s string) string {
	t.Helper()
	if !json.Valid([]byte(s)) {
		t.Fatalf("not JSON: %s", s)
	}
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(s)
}

// TestTelegramFails checks that a failed request is a failure, and that the token in the
// address is not logged.
func TestTelegramFails(t *testing.T) {
	for _, tc := range []struct {
		why    string
		answer func(*http.Request) (*http.Response, error)
		tries  int
		log    string
	}{
		{"the network is down", func(req *http.Request) (*http.Response, error) {
			return nil, errors.New("dial tcp: connection refused")
		}, 4, "connection refused"},
		{"a proxy error, not in JSON", func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 502, Status: "502 Bad Gateway", Body: io.NopCloser(strings.NewReader("<html>")), Request: req}, nil
		}, 4, "502 Bad Gateway"},
		{"the bot may not write to the chat", func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 403, Status: "403 Forbidden", Body: io.NopCloser(strings.NewReader(`{"ok":false}`)), Request: req}, nil
		}, 1, "403 Forbidden"},
	} {
		bodies, failed, log := sentTo(t, telegramURL, tc.answer)
		if failed != 1 || len(bodies) != tc.tries || !strings.Contains(log, tc.log) || strings.Contains(log, "AAHdq") || strings.Contains(log, "110201543") {
			t.Errorf("%s: %d failed, %d attempts, log:\n%s", tc.why, failed, len(bodies), log)
		}
	}
}

// mailbox is a mail server for one message, which it returns
// (https://www.rfc-editor.org/rfc/rfc5321#appendix-D.1).
func mailbox(t *testing.T) (address string, letter func() string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	received := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		mail := textproto.NewConn(conn)
		_ = mail.PrintfLine("220 ready")
		for {
			line, err := mail.ReadLine()
			if err != nil {
				return
			}
			answer := "250 ok"
			switch line {
			case "DATA":
				_ = mail.PrintfLine("354 go on")
				b, _ := mail.ReadDotBytes()
				received <- string(b)
			case "QUIT":
				answer = "221 good-bye"
			}
			_ = mail.PrintfLine("%s", answer)
		}
	}()
	return l.Addr().String(), func() string { return <-received }
}

// TestSendMail checks that a mail has a subject, and is not HTML whatever the URL says.
func TestSendMail(t *testing.T) {
	const subject = "https://core.telegram.org, layer 186 -> 203: 2 breaking, 1 compatible, 1 docs"
	for _, tc := range []struct{ why, more, subject string }{
		{"the headline is the subject", "", subject},
		{"HTML would render text of the site", "&useHTML=yes&usehtml=yes", subject},
		{"a custom subject is kept", "&Subject=Changes", "Changes"},
	} {
		address, letter := mailbox(t)
		if failed, log := notified(t, context.Background(), each(), notify.Options{MaxAttempts: 1}, "smtp://"+address+"/?auth=none&starttls=no&from=a@example.org&to=b@example.org"+tc.more); failed != 0 {
			t.Fatalf("%s: %s", tc.why, log)
		}
		head, body, _ := strings.Cut(letter(), "\n\n")
		if !strings.Contains(head+"\n", "\nSubject: "+tc.subject+"\n") && !strings.HasPrefix(head, "Subject: "+tc.subject+"\n") || strings.Contains(strings.ToLower(head), "multipart") {
			t.Errorf("%s:\n%s", tc.why, head)
		}
		if strings.TrimSpace(body) != whole {
			t.Errorf("%s:\n%s", tc.why, cmp.Diff(whole, body))
		}
	}
}
