package notify

import (
	"context"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"github.com/tlcrawl/tlcrawl/diff"
)

// Send sends the digest of a report to every channel, one after the other, and returns
// how many failed. Where nothing changed that is to be told, it sends nothing.
//
// A service URL with several chats is one channel: all of them are told again where one
// fails. shoutrrr cannot be interrupted: a message that is under way when the context ends
// may still arrive.
func (n *Notifier) Send(ctx context.Context, r *diff.Report) (failed int) {
	for _, c := range n.channels {
		text, ok := Digest(r, c.limit-c.form.room, n.o.On)
		if !ok {
			return 0
		}
		if err := n.send(ctx, c, text); err != nil {
			failed++
			why, _ := reason(err)
			n.o.Log.WarnContext(ctx, "a channel was not told of the changes", "channel", c.position, "service", c.scheme, "because", why)
		}
	}
	return failed
}

// send tries to send until it is done, or has failed for good.
func (n *Notifier) send(ctx context.Context, c channel, text string) error {
	growing := backoff.NewExponentialBackOff()
	growing.InitialInterval, growing.Multiplier = n.o.Pause, 2
	try := func() (struct{}, error) {
		err := n.try(ctx, c, text)
		if _, final := reason(err); err != nil && final {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}
	_, err := backoff.Retry(ctx, try, backoff.WithBackOff(growing), backoff.WithMaxTries(uint(n.o.Tries)),
		backoff.WithNotify(func(err error, wait time.Duration) {
			why, _ := reason(err)
			n.o.Log.InfoContext(ctx, "telling a channel again", "channel", c.position, "service", c.scheme, "in", wait.Round(time.Millisecond), "because", why)
		}))
	if err != nil && ctx.Err() != nil {
		return errStopped
	}
	return err
}

// try sends once, and waits for the answer no longer than it may.
func (n *Notifier) try(ctx context.Context, c channel, text string) error {
	params := types.Params{}
	if c.subject {
		params.SetTitle(firstLine(text))
	}
	done := make(chan error, 1)
	go func() {
		defer func() {
			if recover() != nil {
				done <- errBroken
			}
		}()
		s, err := c.locate()
		if err == nil {
			err = s.Send(c.form.of(text), &params)
		}
		done <- err
	}()
	late := time.NewTimer(n.o.Timeout)
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-late.C:
		return errSilent
	case <-ctx.Done():
		return errStopped
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
