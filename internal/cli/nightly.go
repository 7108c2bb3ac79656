package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/notify"
	"github.com/tlcrawl/tlcrawl/store"
)

// nightlyFlags are the flags of the command.
type nightlyFlags struct {
	crawl                crawlFlags
	sites                []string
	data, metrics        string
	keep, keepRuns       int
	exitCode, accept     bool
	notify               []string
	notifyOn, notifyFile string
	every                time.Duration
	upstream             bool
	sources              sourcesFlag
}

func newNightly(c console) *cobra.Command {
	var f nightlyFlags
	cmd := &cobra.Command{
		Use:   "nightly --data DIR",
		Short: "Crawl, compare with the newest snapshot, report changes",
		Long: `Nightly is one run of an unattended job. It locks the data folder, crawls, compares
with the newest snapshot of the same site, stores the new one only if something
changed, with a report (Markdown and JSON) and a manifest of the run, and prunes. The
changes go to standard output; a night without changes prints nothing there.

An implausible result is quarantined, with exit code 2: more than a fifth of a feature
is missing, a third of all pages changed alike, or the layer is older. If the site did
change like that, --accept-quarantined stores the quarantined snapshot.

--notify and --notify-file send the changes to channels, one message a run, cut to the
size that the channel accepts. A channel that fails is reported on standard error. A
run that is killed leaves its report to the next one.

The same trouble is reported once when it starts and once when it ends, unless
standard error is a terminal.

--base-url may be repeated, for the domains of one site: core, corefork and blogfork.
Each has a run and a history of its own, and one that fails does not stop the others; the
exit code is that of the worst run. A change that was reported for one domain is not
reported again when it reaches another, only counted. The reports on disk are complete.`,
		Example: `  tlcrawl nightly --data /var/lib/tlcrawl
  tlcrawl nightly --data /var/lib/tlcrawl --quiet --exit-code
  tlcrawl nightly --keep 365 --metrics /var/lib/node_exporter/tlcrawl.prom
  tlcrawl nightly --notify-file /etc/tlcrawl/channels --notify-on breaking
  tlcrawl nightly --data /var/lib/tlcrawl --upstream
  tlcrawl nightly --data /var/lib/tlcrawl --accept-quarantined
  tlcrawl nightly --base-url https://corefork.telegram.org \
    --base-url https://core.telegram.org`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case f.every < 0:
				return usage(cmd, invalid("every", f.every, "a duration, as in 24h"))
			case f.every > 0:
				return f.repeat(cmd.Context(), c)
			}
			return f.run(cmd.Context(), c)
		},
	}
	f.crawl.registerRest(cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&f.sites, "base-url", []string{defaultSite}, "`address` of the site; may be repeated, for several domains")
	dataFlag(cmd, &f.data, "the data `folder`")
	flags.StringVar(&f.metrics, "metrics", "", "write figures to this `file`, for node_exporter's textfile collector")
	flags.IntVar(&f.keep, "keep", 0, "how many snapshots to keep, with their reports; 0 keeps all")
	flags.IntVar(&f.keepRuns, "keep-runs", 100, "how many manifests of runs to keep")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if anything changed")
	flags.StringArrayVar(&f.notify, "notify", nil, "send changes to the channel at this `URL`, as in telegram://TOKEN@telegram?chats=@CHANNEL (shoutrrr); may be repeated")
	flags.StringVar(&f.notifyFile, "notify-file", "", "read such URLs from this `file`, one a line, which keeps them out of process lists")
	flags.StringVar(&f.notifyOn, "notify-on", string(diff.Docs), "notify channels only of changes of this level or a more severe one; also of upcoming items, as in breaking,upcoming: `breaking|compatible|docs|upcoming`")
	flags.DurationVar(&f.every, "every", 0, "do not exit, and run again after this `duration`, as in 24h; for containers")
	flags.BoolVar(&f.upstream, "upstream", false, "follow client repositories as well, as upstream fetch does; they never fail the run")
	f.sources.register(cmd)
	flags.BoolVar(&f.accept, "accept-quarantined", false, "store the quarantined snapshot, without crawling")
	flags.BoolVar(&f.accept, "accept-suspect", false, "")
	_ = flags.MarkDeprecated("accept-suspect", "use --accept-quarantined")
	_ = flags.MarkHidden("accept-suspect")
	return cmd
}

// check checks what does not depend on the site.
func (f *nightlyFlags) check() error {
	if f.crawl.allowPartial {
		return errors.New("--allow-partial does not work with nightly: changes to failed pages would be missed for good")
	}
	if _, _, err := f.on(); err != nil {
		return err
	}
	if f.keep < 0 {
		return invalid("keep", f.keep, "how many snapshots to keep, or 0 to keep all")
	}
	if f.keepRuns < 0 {
		return invalid("keep-runs", f.keepRuns, "how many manifests to keep, or 0 for a hundred")
	}
	return f.checkSites()
}

func (f *nightlyFlags) run(ctx context.Context, c console) error {
	if err := f.check(); err != nil {
		return err
	}
	sources, err := f.sources.read()
	if err != nil {
		return err
	}
	urls, err := f.channels()
	if err != nil {
		return err
	}
	log := f.crawl.progress
	if err := log.start(c.err); err != nil {
		return err
	}
	level, _, err := f.on()
	if err != nil {
		return err
	}
	channels, err := notify.New(urls, notify.Options{On: level, Log: log.warnings()})
	if err != nil {
		return fmt.Errorf("--notify: %w", err)
	}
	out := &messages{console: c, channels: channels, hasChannels: len(urls) > 0}
	f.warnUpcoming(out, f.beginUpcoming(ctx, out))
	if f.upstream {
		err = f.withUpstream(ctx, sources, out)
	} else {
		err = f.runSites(ctx, out)
	}
	f.warnUpcoming(out, f.endUpcoming(ctx, out))
	return err
}

// runSites runs the job for the site, or for each of its domains.
func (f *nightlyFlags) runSites(ctx context.Context, out *messages) error {
	if len(f.sites) > 1 {
		return f.domains(ctx, out)
	}
	return f.domain(ctx, f.sites[0], out)
}

// domain runs the job for one domain of the site.
func (f *nightlyFlags) domain(ctx context.Context, address string, out *messages) error {
	c, flags := out.console, f.crawl
	flags.baseURL = address
	crawl, err := flags.prepare(c)
	if err != nil {
		return err
	}
	result, err := nightly.Run(ctx, nightly.Options{
		Folder: c.folder(f.data), Source: address, Domains: f.sites, Crawl: crawl.crawlResult, Kinds: crawl.kindsOf(), Notify: out.send,
		KeepSnapshots: f.keep, KeepRuns: f.keepRuns, AcceptQuarantined: f.accept,
		Metrics: f.metrics, Version: c.build().Version,
	})
	if result == nil {
		return err
	}
	flags.progress.warnIndex(result.IndexError)
	switch {
	case out.trouble:
		return &reportedError{err}
	case err != nil && f.reportedBefore(c, result):
		return &reportedError{err}
	case err != nil:
		return err
	case out.err != nil:
		return out.err
	}
	flags.progress.summarize(out.about(nightSummary(result)))
	if f.exitCode && result.Report != nil {
		return errDiffers
	}
	return nil
}

// channels returns the URLs of --notify and --notify-file. Lines that begin with # are
// comments.
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

// reportedBefore reports whether an earlier run has reported the problem, so that cron need
// not mail it again. On a terminal it is always printed.
func (f *nightlyFlags) reportedBefore(c console, r *nightly.Result) bool {
	return reportsTrouble(r) && !r.Notified && !terminal.Is(c.err)
}

// kindsOf returns the kinds of pages to crawl.
func (c *crawling) kindsOf() []model.Kind { return c.checked.kinds }

// crawlResult crawls for package nightly.
func (c *crawling) crawlResult(ctx context.Context) (*nightly.CrawlResult, error) {
	d, err := c.run(ctx)
	got := &nightly.CrawlResult{Traffic: nightly.Traffic{
		Requests: d.traffic.Requests, Retries: d.traffic.Retries, Bytes: d.traffic.Bytes,
	}}
	if err != nil {
		return got, advise(err, "nothing was stored: the next run tries again")
	}
	defer d.close()
	got.Snapshot, got.Pages, got.Undocumented = d.Snapshot, d.Pages, len(d.Undocumented)
	got.Traffic.Retries += int64(d.Retries)
	return got, d.finish()
}

func nightSummary(r *nightly.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: layer %d, %d pages, %d requests, %d of them retries, in %.1f s",
		r.Outcome, r.Layers["pages"], r.Pages, r.Traffic.Requests, r.Traffic.Retries, r.Seconds)
	if len(r.Files) > 0 {
		fmt.Fprintf(&b, "; stored %s", strings.Join(r.Files, ", "))
	}
	return b.String()
}
