package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/notify"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// nightlyFlags say how a night's work is done.
type nightlyFlags struct {
	crawl                  crawlFlags
	data, metrics          string
	keep, keepRuns         int
	exitCode, takeSuspects bool
	notify                 []string
	notifyOn, notifyFile   string
}

func newNightly(c console) *cobra.Command {
	var f nightlyFlags
	cmd := &cobra.Command{
		Use:   "nightly --data DIR",
		Short: "Crawl, compare with the newest snapshot, keep what changed, report",
		Long: `Nightly is one run of a job that nobody watches. It locks the data folder, crawls,
compares with the newest snapshot of the same site, keeps the new one only if
something changed, writes the report beside it (Markdown and JSON) and a manifest of
the run, and prunes. What changed goes to standard output; a night like any other
prints nothing there.

What is too strange to be believed (a feature that many pages had and none has now,
too many pages without words) is put aside: exit 2, and --accept-suspect takes it.
--notify and --notify-file tell channels what changed, one message a run, cut to what a channel takes. A
channel that fails is told on standard error, and fails nothing else.

The same trouble is told once when it starts and once when it ends, unless standard
error is a terminal.`,
		Example: `  tlcrawl nightly --data /var/lib/tlcrawl
  tlcrawl nightly --data /var/lib/tlcrawl --quiet --exit-code
  tlcrawl nightly --keep 365 --metrics /var/lib/node_exporter/tlcrawl.prom
  tlcrawl nightly --notify-file /etc/tlcrawl/channels --notify-on breaking
  tlcrawl nightly --data /var/lib/tlcrawl --accept-suspect`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), c) },
	}
	f.crawl.register(cmd)
	flags := cmd.Flags()
	dataFlag(cmd, &f.data, "the data `folder`")
	flags.StringVar(&f.metrics, "metrics", "", "the `file` to write numbers to, for node_exporter's textfile collector")
	flags.IntVar(&f.keep, "keep", 0, "how many snapshots to keep, with their reports; 0 keeps all")
	flags.IntVar(&f.keepRuns, "keep-runs", 100, "how many manifests of runs to keep")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 where anything changed")
	flags.StringArrayVar(&f.notify, "notify", nil, "the `URL` of a channel to tell what changed, as shoutrrr has it: telegram://TOKEN@telegram?chats=@CHANNEL; may be repeated")
	flags.StringVar(&f.notifyFile, "notify-file", "", "the `file` of such URLs, one a line: nobody sees them in a list of processes")
	flags.StringVar(&f.notifyOn, "notify-on", string(diff.Docs), "tell the channels only where something of this level or more severe changed: `breaking|compatible|docs`")
	flags.BoolVar(&f.takeSuspects, "accept-suspect", false, "take the snapshot that was put aside, without crawling")
	return cmd
}

func (f *nightlyFlags) run(ctx context.Context, c console) error {
	if f.crawl.allowPartial {
		return errors.New("--allow-partial is not for nightly: a change to a page that failed would be missed for good")
	}
	if !slices.Contains(diff.Levels, diff.Level(f.notifyOn)) {
		return fmt.Errorf("--notify-on %q is no level; the levels are breaking, compatible and docs", f.notifyOn)
	}
	crawl, err := f.crawl.prepare(c)
	if err != nil {
		return err
	}
	urls, err := f.channels()
	if err != nil {
		return err
	}
	channels, err := notify.New(urls, notify.Options{On: diff.Level(f.notifyOn), Log: f.crawl.progress.warnings()})
	if err != nil {
		return fmt.Errorf("--notify: %w", err)
	}
	result, err := nightly.Run(ctx, nightly.Options{
		Dir: f.data, Source: f.crawl.baseURL, Crawl: crawl.catch,
		KeepSnapshots: f.keep, KeepRuns: f.keepRuns, AcceptSuspect: f.takeSuspects,
		Metrics: f.metrics, Version: newBuild().Version,
	})
	if result == nil {
		return err
	}
	for _, news := range result.News {
		fmt.Fprintf(c.out, "tlcrawl: %s\n", terminal.Line(news))
	}
	if result.Report != nil { // it is kept, whatever went wrong after
		if err := report.Text(c.out, result.Report, report.Options{Color: c.color, Width: c.width}); err != nil {
			return err
		}
	}
	if result.Report != nil { // a channel that fails has said so, and fails nothing else
		channels.Send(ctx, result.Report)
	}
	switch {
	case err != nil && f.toldBefore(c, result):
		return &reportedError{err}
	case err != nil:
		return err
	}
	f.crawl.progress.summarize(nightSummary(result))
	if f.exitCode && result.Report != nil {
		return errDiffers
	}
	return nil
}

// channels are the URLs of --notify and --notify-file; lines that begin with # are none.
func (f *nightlyFlags) channels() ([]string, error) {
	urls := slices.Clone(f.notify)
	if f.notifyFile == "" {
		return urls, nil
	}
	b, err := os.ReadFile(f.notifyFile)
	if err != nil {
		return nil, &store.FileError{Name: f.notifyFile, Err: atomicfile.Reason(err)}
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			urls = append(urls, line)
		}
	}
	return urls, nil
}

// toldBefore tells whether an earlier run has told of the trouble, so that cron need
// not mail it again. Who looks at a terminal is told every time.
func (f *nightlyFlags) toldBefore(c console, r *nightly.Result) bool {
	trouble := r.Outcome == nightly.Failed || r.Outcome == nightly.Suspect
	return trouble && !r.Told && !terminal.Is(c.err)
}

// catch crawls for a night's run.
func (c *crawling) catch(ctx context.Context) (*nightly.Catch, error) {
	d, err := c.run(ctx)
	got := &nightly.Catch{Traffic: nightly.Traffic{
		Requests: d.traffic.Requests, Retries: d.traffic.Retries, Bytes: d.traffic.Bytes,
	}}
	if err != nil {
		return got, err
	}
	defer d.close()
	got.Snapshot, got.Pages, got.Undocumented = d.Snapshot, d.Pages, len(d.Undocumented)
	got.Traffic.Retries += int64(d.Retries)
	return got, d.finish()
}

func nightSummary(r *nightly.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: layer %d, %d pages, %d requests, %d of them again, in %.1f s",
		r.Outcome, r.Layers["pages"], r.Pages, r.Traffic.Requests, r.Traffic.Retries, r.Seconds)
	if len(r.Files) > 0 {
		fmt.Fprintf(&b, "; kept %s", strings.Join(r.Files, ", "))
	}
	return b.String()
}
