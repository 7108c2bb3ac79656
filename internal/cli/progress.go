package cli

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// progress reports on standard error what a long command is doing: a progress bar on a
// terminal, log lines elsewhere, nothing with --quiet.
type progress struct {
	w      io.Writer
	quiet  bool
	format string // of log lines: text or json
	unit   string // the counted items; pages if empty
	verb   string // the activity; crawling if empty

	log     *slog.Logger
	bar     *progressbar.ProgressBar
	retries func() int64
	tenths  int // of the work, as last logged
}

func (p *progress) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.quiet, "quiet", false, "print errors only")
	cmd.Flags().StringVar(&p.format, "log-format", "text", "how to print log lines: `text|json`")
}

// start opens the log on w.
func (p *progress) start(w io.Writer) error {
	p.w = w
	if p.format != "text" && p.format != "json" {
		return fmt.Errorf("invalid --log-format %q (want text or json)", p.format)
	}
	switch {
	case p.quiet:
		p.log = slog.New(slog.DiscardHandler)
	case terminal.Is(w):
		p.log = p.logger(slog.LevelWarn) // the bar shows the rest
	default:
		p.log = p.logger(slog.LevelInfo)
	}
	return nil
}

// warnings returns a log of problems that do not end the command. --quiet does not
// silence it.
func (p *progress) warnings() *slog.Logger { return p.logger(slog.LevelWarn) }

// warnIndex reports that the index could not be brought up to date, if that is so.
func (p *progress) warnIndex(err error) {
	if err != nil {
		p.warnings().Warn("the index of the snapshots is not up to date", "error", terminal.Line(err.Error()))
	}
}

func (p *progress) logger(level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if p.format == "json" {
		return slog.New(slog.NewJSONHandler(p.w, options))
	}
	return slog.New(slog.NewTextHandler(p.w, options))
}

// update reports how many pages are done, on the bar or once per tenth in the log.
func (p *progress) update(done, total int) {
	switch {
	case p.quiet:
	case terminal.Is(p.w) && p.format == "text":
		p.draw(done, total)
	case 10*done/total > p.tenths:
		p.tenths = 10 * done / total
		p.log.Info(cmp.Or(p.verb, "crawling"), "done", done, "total", total, "retries", p.retried())
	}
}

func (p *progress) retried() int64 {
	if p.retries == nil {
		return 0
	}
	return p.retries()
}

func (p *progress) draw(done, total int) {
	if p.bar == nil || p.bar.GetMax() != total {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(cmp.Or(p.unit, "pages")),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
		)
	}
	if n := p.retried(); n > 0 {
		p.bar.Describe(fmt.Sprintf("%d retries", n))
	}
	_ = p.bar.Set(done) // a closed terminal must not stop a crawl
}

// clear removes the bar.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// summarize prints one line about the finished command.
func (p *progress) summarize(line string) {
	switch {
	case p.quiet:
	case p.format == "json":
		p.log.Info(line)
	default:
		fmt.Fprintf(p.w, "tlcrawl: %s\n", terminal.Line(line))
	}
}
