package notify

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"github.com/tlcrawl/tlcrawl/diff"
)

// Send sends the digest of a report to each channel in turn, and returns how many failed.
// It sends nothing if nothing changed at the configured level.
//
// A service URL with several chats is one channel: if one chat fails, the message is resent
// to all of them. Most of shoutrrr's services cannot be canceled: a message in progress
// when the context ends may still arrive.
func (n *Notifier) Send(ctx context.Context, r *diff.Report) (failed int) {
	return n.SendUnder(ctx, "", r)
}

// SendUnder does the same as Send, with a heading of one or more lines before the digest.
func (n *Notifier) SendUnder(ctx context.Context, heading string, r *diff.Report) (failed int) {
	if heading != "" {
		heading = escape(heading) + "\n"
	}
	return n.each(ctx, func(limit int) (string, bool) {
		text, ok := Digest(r, limit-len(heading), n.o.On)
		return heading + text, ok
	})
}

// SendList sends a title and as many lines as a channel accepts, and how many are left out.
// It returns how many channels failed. Like Send it escapes what services would interpret.
func (n *Notifier) SendList(ctx context.Context, title string, lines []string) (failed int) {
	return n.each(ctx, func(limit int) (string, bool) { return List(title, lines, limit), true })
}

// each sends a text of at most the limit of a channel to each.
func (n *Notifier) each(ctx context.Context, text func(limit int) (string, bool)) (failed int) {
	for _, c := range n.channels {
		text, ok := text(c.limit - c.form.room)
		if !ok {
			return 0
		}
		if err := n.send(ctx, c, text); err != nil {
			failed++
			why, _ := reason(err)
			n.o.Log.WarnContext(ctx, "channel not notified", "channel", c.position, "service", c.scheme, "because", why)
		}
	}
	return failed
}

// send retries until the message is sent or the failure is permanent.
func (n *Notifier) send(ctx context.Context, c channel, text string) error {
	growing := backoff.NewExponentialBackOff()
	growing.InitialInterval, growing.Multiplier = n.o.InitialBackoff, 2
	try := func() (struct{}, error) {
		err := n.try(ctx, c, text)
		if _, final := reason(err); err != nil && final {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}
	_, err := backoff.Retry(ctx, try, backoff.WithBackOff(growing), backoff.WithMaxTries(uint(n.o.MaxAttempts)),
		backoff.WithNotify(func(err error, wait time.Duration) {
			why, _ := reason(err)
			n.o.Log.InfoContext(ctx, "retrying channel", "channel", c.position, "service", c.scheme, "in", wait.Round(time.Millisecond), "because", why)
		}))
	if err != nil && ctx.Err() != nil {
		return errStopped
	}
	return err
}

// try sends once, within the timeout.
func (n *Notifier) try(ctx context.Context, c channel, text string) error {
	params := types.Params{}
	if c.subject {
		params.SetTitle(firstLine(text))
	}
	ctx, cancel := context.WithTimeout(ctx, n.o.Timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if recover() != nil {
				done <- errBroken
			}
		}()
		s, err := c.locate()
		if t, ok := s.(telegramService); ok && err == nil {
			err = t.SendContext(ctx, c.form.of(text))
		} else if err == nil {
			err = s.Send(c.form.of(text), &params)
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return errSilent
		}
		return errStopped
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
