package notify

import (
	"cmp"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"github.com/tlcrawl/tlcrawl/diff"
)

// Options configure a Notifier. The zero value works.
type Options struct {
	// On is the least severe level to notify about; empty means every change.
	On diff.Level
	// Log receives the channels that fail; nil means slog.Default().
	Log *slog.Logger
	// MaxAttempts is how often a message is sent before its channel counts as failed; 0
	// means 4.
	MaxAttempts int
	// InitialBackoff is the wait before the second attempt, which then grows; 0 means two
	// seconds.
	InitialBackoff time.Duration
	// Timeout limits one attempt; 0 means a minute.
	Timeout time.Duration
}

// Notifier sends changes to channels.
type Notifier struct {
	o        Options
	channels []channel
}

// channel is one service URL.
type channel struct {
	position int
	scheme   string
	service
	locate func() (types.Service, error)
}

// URLError names the service URL that is invalid. It does not say why: that would reveal
// parts of the URL, which is a secret.
type URLError struct {
	// Position counts from 1.
	Position int
	// Scheme is the service; it is empty if the service is unknown, because then it may be
	// part of a secret.
	Scheme string
}

func (e *URLError) Error() string {
	if e.Scheme == "" {
		return fmt.Sprintf("service URL %d: unknown service (see https://shoutrrr.nickfedor.com for the format)", e.Position)
	}
	return fmt.Sprintf("service URL %d: invalid URL for %s (see https://shoutrrr.nickfedor.com for the format)", e.Position, e.Scheme)
}

// New checks service URLs and options; it sends nothing. Its error is a *URLError if a URL
// is invalid.
func New(urls []string, o Options) (*Notifier, error) {
	o.On, o.MaxAttempts = cmp.Or(o.On, diff.Docs), cmp.Or(o.MaxAttempts, 4)
	o.InitialBackoff, o.Timeout = cmp.Or(o.InitialBackoff, 2*time.Second), cmp.Or(o.Timeout, time.Minute)
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if !slices.Contains(diff.Levels, o.On) {
		return nil, fmt.Errorf("invalid level %q (want breaking, compatible or docs)", o.On)
	}
	n := &Notifier{o: o}
	for i, raw := range urls {
		c, err := open(i+1, raw)
		if err != nil {
			return nil, err
		}
		n.channels = append(n.channels, c)
	}
	return n, nil
}

// Len returns the number of channels.
func (n *Notifier) Len() int { return len(n.channels) }

// open opens a channel for a service URL.
func open(position int, raw string) (channel, error) {
	wrong := &URLError{Position: position}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return channel{}, wrong
	}
	scheme, _, _ := strings.Cut(u.Scheme, "+")
	if _, err := new(router.ServiceRouter).NewService(scheme); err != nil || scheme == "logger" { // which has no recipients
		return channel{}, wrong
	}
	wrong.Scheme = scheme
	c := channel{position: position, scheme: scheme, service: serviceOf(scheme)}
	c.subject = c.subject && !has(u, "subject") && !has(u, "title")
	for _, name := range slices.Sorted(maps.Keys(c.force)) {
		set(u, name, c.force[name])
	}
	c.locate = func() (types.Service, error) { return locate(u.String()) }
	if !c.online {
		if _, err := c.locate(); err != nil {
			return channel{}, wrong
		}
	}
	return c, nil
}

// locate parses a service URL. shoutrrr panics on some invalid URLs of the form
// generic+https://..., so a panic is an error here.
func locate(raw string) (s types.Service, err error) {
	defer func() {
		if recover() != nil {
			err = errBroken
		}
	}()
	s, err = new(router.ServiceRouter).Locate(raw) // without a logger, which would print the URL
	if t, ok := s.(*telegram.Service); ok && err == nil {
		return telegramService{t}, nil
	}
	return s, err
}

// has reports whether a URL has a setting; shoutrrr ignores case.
func has(u *url.URL, name string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(u.Query())), func(key string) bool { return strings.EqualFold(key, name) })
}

// set replaces a setting of a URL.
func set(u *url.URL, name, value string) {
	q := u.Query()
	maps.DeleteFunc(q, func(key string, _ []string) bool { return strings.EqualFold(key, name) })
	q.Set(name, value)
	u.RawQuery = q.Encode()
}
