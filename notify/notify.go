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

// Options say of what, and how patiently, people are told. The zero value works.
type Options struct {
	// On is the least grave level that is told of; every change is, where it is empty.
	On diff.Level
	// Log hears of channels that fail; slog.Default() does, where it is nil.
	Log *slog.Logger
	// Tries is how often a message is sent before its channel has failed; 0 is 4.
	Tries int
	// Pause is how long to wait before the second try, and then ever longer; 0 is two
	// seconds.
	Pause time.Duration
	// Timeout is how long a channel may take for a message; 0 is a minute.
	Timeout time.Duration
}

// Notifier sends what changed to channels.
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

// URLError says which service URL is not understood. It does not say why, for that would
// tell what stands in it.
type URLError struct {
	// Position counts from 1.
	Position int
	// Scheme is the service that is meant; it is empty where there is no such service,
	// for then it may be anything.
	Scheme string
}

func (e *URLError) Error() string {
	if e.Scheme == "" {
		return fmt.Sprintf("service URL %d names no service: write it as https://shoutrrr.nickfedor.com says", e.Position)
	}
	return fmt.Sprintf("service URL %d is no URL for %s: write it as https://shoutrrr.nickfedor.com says", e.Position, e.Scheme)
}

// New checks service URLs and options; it sends nothing. Its error is a *URLError where
// a URL is not understood.
func New(urls []string, o Options) (*Notifier, error) {
	o.On, o.Tries = cmp.Or(o.On, diff.Docs), cmp.Or(o.Tries, 4)
	o.Pause, o.Timeout = cmp.Or(o.Pause, 2*time.Second), cmp.Or(o.Timeout, time.Minute)
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if !slices.Contains(diff.Levels, o.On) {
		return nil, fmt.Errorf("%q is no level: use breaking, compatible or docs", o.On)
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

// open makes a channel of a service URL.
func open(position int, raw string) (channel, error) {
	wrong := &URLError{Position: position}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return channel{}, wrong
	}
	scheme, _, _ := strings.Cut(u.Scheme, "+")
	if _, err := new(router.ServiceRouter).NewService(scheme); err != nil || scheme == "logger" { // which would tell nobody
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

// locate reads a service URL. shoutrrr calls a method of nil where it does not understand
// one of the form generic+https://..., so a panic is no more than an error.
func locate(raw string) (s types.Service, err error) {
	defer func() {
		if recover() != nil {
			err = errBroken
		}
	}()
	s, err = new(router.ServiceRouter).Locate(raw) // without a logger, which it would tell the URL
	if t, ok := s.(*telegram.Service); ok && err == nil {
		return telegramService{t}, nil
	}
	return s, err
}

// has tells whether a setting stands in a URL; to shoutrrr, capitals are no difference.
func has(u *url.URL, name string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(u.Query())), func(key string) bool { return strings.EqualFold(key, name) })
}

// set puts a setting into a URL, in the place of what it said of it.
func set(u *url.URL, name, value string) {
	q := u.Query()
	maps.DeleteFunc(q, func(key string, _ []string) bool { return strings.EqualFold(key, name) })
	q.Set(name, value)
	u.RawQuery = q.Encode()
}
