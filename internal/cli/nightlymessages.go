package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/notify"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// messages passes on the messages of a run: to standard output, standard error and the
// channels.
type messages struct {
	console
	channels    *notify.Notifier
	hasChannels bool
	site        string // named in messages, if there are several
	reports     int    // printed
	trouble     bool   // printed
	err         error  // of standard output
}

// about adds the name of the site to a message, if there are several.
func (m *messages) about(text string) string {
	if m.site == "" || strings.Contains(text, m.site) {
		return text
	}
	return m.site + ": " + text
}

// send fails only if the message was delivered to nobody: the next run then sends it again.
func (m *messages) send(ctx context.Context, n nightly.Notice) error {
	var err error
	switch {
	case n.Trouble != nil:
		m.trouble = true
		_, err = fmt.Fprintf(m.console.err, "tlcrawl: %s\n", terminal.Line(m.about(n.Trouble.Error())))
		return err
	case n.Report == nil:
		_, err = fmt.Fprintf(m.out, "tlcrawl: %s\n", terminal.Line(m.about(n.Text)))
	default:
		err = m.report(n)
	}
	m.err = errors.Join(m.err, err)
	if n.Report == nil || !m.hasChannels {
		return err
	}
	if failed := m.channels.Send(ctx, n.Report); failed == 0 {
		return nil
	}
	return err
}

// report prints a report, and counts what it leaves out.
func (m *messages) report(n nightly.Notice) error {
	m.reports++
	if err := report.Text(m.out, n.Report, report.Options{Color: m.color, Width: m.width}); err != nil {
		return err
	}
	if len(n.Repeated) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(m.out, "tlcrawl: %s\n", terminal.Line(repeated(n)))
	return err
}

// repeated says how many changes were reported for which domain before.
func repeated(n nightly.Notice) string {
	site, err := store.SiteName(n.Report.New.Source)
	if err != nil {
		site = n.Report.New.Source
	}
	all, parts := 0, []string{}
	for _, r := range n.Repeated {
		all += r.Changes
		parts = append(parts, fmt.Sprintf("%d for %s", r.Changes, r.Site))
	}
	what := "changes"
	if all == 1 {
		what = "change"
	}
	return fmt.Sprintf("%s: %d %s left out, reported before: %s", site, all, what, strings.Join(parts, ", "))
}
