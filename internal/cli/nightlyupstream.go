package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// written is a writer that knows whether anything was written.
type written struct {
	io.Writer
	any bool
}

func (w *written) Write(p []byte) (int, error) {
	w.any = w.any || len(p) > 0
	return w.Writer.Write(p)
}

// withUpstream runs the job for the site, and then fetches the sources. What fails there is
// reported and does not fail the run: the site is what the job is for.
func (f *nightlyFlags) withUpstream(ctx context.Context, sources []upstream.Source, out *messages) error {
	site := &written{Writer: out.out}
	out.out = site
	err := f.runSites(ctx, out)
	var locked *store.LockedError
	if ctx.Err() == nil && !errors.As(err, &locked) {
		f.fetch(ctx, sources, &upstreamMessages{messages: out, troubles: true, below: site.any})
	}
	return err
}

// fetch fetches the sources.
func (f *nightlyFlags) fetch(ctx context.Context, sources []upstream.Source, m *upstreamMessages) {
	c := m.console
	progress := f.crawl.progress
	if progress.start(c.err) != nil {
		return // the site said so
	}
	rate, err := parseRate(f.crawl.rate)
	if err != nil {
		return // the site said so
	}
	fetched := upstream.Fetch(ctx, upstream.Options{
		Folder: c.folder(f.data), Sources: sources, Notify: m.send, KeepSnapshots: f.keep, KeepRuns: f.keepRuns,
		Client: upstream.ClientOptions{
			Version: c.build().Version, Contact: f.crawl.contact, InitialBackoff: f.crawl.backoff, Timeout: f.crawl.timeout,
			Rate:      cmp.Or(rate, -1),  // --rate 0: no limit
			Transport: f.crawl.transport, // and no log of retries: a source that fails is one line
		},
	})
	if ctx.Err() != nil {
		return
	}
	for _, s := range fetched {
		switch {
		case s.Err == nil:
		case s.Result == nil, !reportsTrouble(s.Result), !s.Result.Notified && terminal.Is(c.err):
			fmt.Fprintf(c.err, "tlcrawl: upstream %s: %s\n", s.Source, terminal.Line(s.Err.Error()))
		}
	}
	summarizeUpstream(&progress, fetched)
}

// summarizeUpstream prints a line about the sources that did not fail.
func summarizeUpstream(p *progress, fetched []upstream.Fetched) {
	var outcomes []string
	for _, s := range fetched {
		if s.Result != nil {
			p.warnIndex(s.Result.IndexError)
		}
		if s.Err == nil {
			outcomes = append(outcomes, s.Source+" "+string(s.Result.Outcome))
		}
	}
	if len(outcomes) > 0 {
		p.summarize("upstream: " + strings.Join(outcomes, ", "))
	}
}
