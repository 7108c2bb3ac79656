package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// upstreamFetchFlags are the flags of the command.
type upstreamFetchFlags struct {
	progress         progress
	data, contact    string
	sources          sourcesFlag
	keep, keepRuns   int
	backoff, timeout time.Duration
	accept           []string
}

func newUpstreamFetch(c console) *cobra.Command {
	var f upstreamFetchFlags
	cmd := &cobra.Command{
		Use:   "fetch --data DIR",
		Short: "Download the sources, store and report new revisions",
		Long: `Fetch downloads each source if it has changed, stores a new revision as a snapshot in
the history of the source, and prints what changed. The first snapshot of a source is
a line, a source that is unchanged nothing.

A revision of which half is missing is quarantined. What stays like that for a week is
accepted, or at once with --accept-quarantined. Sources that fail are listed on standard
error; the exit code is 2 only if all of them failed.`,
		Example: `  tlcrawl upstream fetch --data /var/lib/tlcrawl
  tlcrawl upstream fetch --sources sources.yaml
  tlcrawl upstream fetch --accept-quarantined tdlib`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return usage(cmd, err)
			}
			return f.run(cmd.Context(), c)
		},
	}
	f.progress.register(cmd)
	flags := cmd.Flags()
	dataFlag(cmd, &f.data, "the data `folder`")
	f.sources.register(cmd)
	flags.IntVar(&f.keep, "keep", 0, "how many snapshots of each source to keep; 0 keeps all")
	flags.IntVar(&f.keepRuns, "keep-runs", 100, "how many manifests of runs to keep")
	flags.DurationVar(&f.backoff, "backoff", 500*time.Millisecond, "wait before the first retry, a `duration` that doubles with each further one")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "maximum `duration` of one request, to the last byte")
	flags.StringVar(&f.contact, "contact", fetch.DefaultContact, "your `address` for the User-Agent header")
	flags.StringSliceVar(&f.accept, "accept-quarantined", nil, "store the quarantined revision of the source with this `name`, without downloading it")
	return cmd
}

func (f *upstreamFetchFlags) check() error {
	switch {
	case f.keep < 0:
		return invalid("keep", f.keep, "how many snapshots to keep, or 0 to keep all")
	case f.keepRuns < 0:
		return invalid("keep-runs", f.keepRuns, "how many manifests to keep, or 0 for a hundred")
	case f.backoff <= 0:
		return invalid("backoff", f.backoff, "more than 0, as in 500ms")
	case f.timeout <= 0:
		return invalid("timeout", f.timeout, "more than 0, as in 30s")
	}
	return nil
}

func (f *upstreamFetchFlags) run(ctx context.Context, c console) error {
	sources, err := f.chosen()
	if err != nil {
		return err
	}
	if err := f.progress.start(c.err); err != nil {
		return err
	}
	out := &upstreamMessages{messages: &messages{console: c}}
	fetched := upstream.Fetch(ctx, upstream.Options{
		Folder: c.folder(f.data), Sources: sources, Accept: f.accept, Notify: out.send, KeepSnapshots: f.keep, KeepRuns: f.keepRuns,
		Client: upstream.ClientOptions{Version: c.build().Version, Contact: f.contact, InitialBackoff: f.backoff, Timeout: f.timeout, Log: f.progress.log},
	})
	if ctx.Err() != nil {
		return errors.New("interrupted; what was fetched is stored")
	}
	return errors.Join(f.finish(c, fetched), out.err)
}

// chosen returns the sources to fetch: those of --accept-quarantined, or all.
func (f *upstreamFetchFlags) chosen() ([]upstream.Source, error) {
	sources, err := f.sources.read()
	if err != nil || len(f.accept) == 0 {
		return sources, err
	}
	var names []string
	for _, s := range sources {
		names = append(names, s.Name)
	}
	for _, name := range f.accept {
		if !slices.Contains(names, name) {
			return nil, invalid("accept-quarantined", name, "one of "+strings.Join(names, ", "))
		}
	}
	return slices.DeleteFunc(sources, func(s upstream.Source) bool { return !slices.Contains(f.accept, s.Name) }), nil
}

// finish lists the sources that failed, and summarizes the others.
func (f *upstreamFetchFlags) finish(c console, fetched []upstream.Fetched) error {
	failed := 0
	for _, s := range fetched {
		if s.Err != nil {
			failed++
			fmt.Fprintf(c.err, "tlcrawl: %s: %s\n", s.Source, terminal.Line(s.Err.Error()))
		}
	}
	summarizeUpstream(&f.progress, fetched)
	if failed == len(fetched) {
		return &reportedError{errors.New("all sources failed")}
	}
	return nil
}

// upstreamMessages passes on the messages about sources: reports and confirmations to
// standard output under a heading of their own, and reports to the channels.
type upstreamMessages struct {
	*messages
	headed bool
	below  bool // other output
	// troubles prints why a source fails, when that begins.
	troubles bool
}

const upstreamHeading = "Upstream: schemas of client repositories, ahead of the site"

// send fails only if the message was delivered to nobody, as messages.send does.
func (m *upstreamMessages) send(ctx context.Context, n upstream.Message) error {
	if n.Trouble != nil {
		if !m.troubles {
			return nil
		}
		_, err := fmt.Fprintf(m.console.err, "tlcrawl: upstream %s: %s\n", n.Source, terminal.Line(n.Trouble.Error()))
		return err
	}
	title := n.Source + ": " + n.Text
	err := m.print(title, n)
	m.err = errors.Join(m.err, err)
	if n.Report == nil || !m.hasChannels {
		return err
	}
	if failed := m.channels.SendUnder(ctx, upstreamHeading+"\n"+title, n.Report); failed == 0 {
		return nil
	}
	return err
}

func (m *upstreamMessages) print(title string, n upstream.Message) error {
	heading := ""
	if !m.headed {
		m.headed, heading = true, upstreamHeading+"\n\n"
		if m.below {
			heading = "\n" + heading
		}
	}
	if _, err := fmt.Fprintf(m.out, "%s%s\n", heading, terminal.Line(title)); err != nil || n.Report == nil {
		return err
	}
	if err := report.Text(m.out, n.Report, report.Options{Color: m.color, Width: m.width}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(m.out)
	return err
}

// reportsTrouble reports whether a run ended in a way that is reported as trouble.
func reportsTrouble(r *nightly.Result) bool {
	return r.Outcome == nightly.Failed || r.Outcome == nightly.Quarantined
}
