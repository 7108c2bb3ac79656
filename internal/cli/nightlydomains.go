package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// checkSites checks the addresses of the site's domains, and what depends on them.
func (f *nightlyFlags) checkSites() error {
	seen := map[string]bool{}
	for _, address := range f.sites {
		flags := f.crawl
		flags.baseURL = address
		if _, err := flags.check(); err != nil {
			return err
		}
		site, err := store.SiteName(address)
		if err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
		if seen[site] {
			return fmt.Errorf("--base-url: %s is there twice", site)
		}
		seen[site] = true
	}
	return nil
}

// domains runs the job for each domain of the site. One that fails does not stop the others.
// It returns the worst result.
func (f *nightlyFlags) domains(ctx context.Context, out *messages) error {
	sites, err := f.accepted(out.console)
	if err != nil {
		return err
	}
	var worst error
	reports := 0
	for _, address := range sites {
		one := *out
		one.site, _ = store.SiteName(address)
		err := f.domain(ctx, address, &one)
		reports += one.reports
		var locked *store.LockedError
		if ctx.Err() != nil || errors.As(err, &locked) {
			return err
		}
		worst = worse(worst, one.printed(err))
	}
	return worse(worst, f.newest(out.console, reports > 0))
}

// accepted returns the domains to run: with --accept-quarantined those that have something
// to accept. If none has, the error says so.
func (f *nightlyFlags) accepted(c console) ([]string, error) {
	if !f.accept {
		return f.sites, nil
	}
	var (
		sites []string
		none  error
	)
	for _, address := range f.sites {
		site, err := store.SiteName(address)
		if err == nil {
			_, err = c.folder(f.data).Quarantined(site)
		}
		if err == nil {
			sites = append(sites, address)
		} else if none == nil {
			none = err
		}
	}
	if len(sites) == 0 {
		return nil, none
	}
	return sites, nil
}

// printed prints the error of a run, as the next one may take long, and returns one that
// only sets the exit code.
func (m *messages) printed(err error) error {
	var reported *reportedError
	if err == nil || errors.Is(err, errDiffers) || errors.As(err, &reported) {
		return err
	}
	if !closedPipe(err) {
		fmt.Fprintf(m.console.err, "tlcrawl: %s\n", terminal.Line(m.about(err.Error())))
	}
	return &reportedError{err}
}

// worse returns the error with the more severe exit code, the first of equal ones.
func worse(a, b error) error {
	if a == nil || errors.Is(a, errDiffers) && b != nil {
		return b
	}
	return a
}

// newest says which domain is newest: on standard output below reports, else with the other
// summaries.
func (f *nightlyFlags) newest(c console, reported bool) error {
	list, err := nightly.Newest(c.folder(f.data), f.sites)
	if err != nil {
		return err
	}
	var parts []string
	for _, d := range list {
		parts = append(parts, standing(d))
	}
	line := "newest: " + strings.Join(parts, "; then ")
	if reported {
		_, err := fmt.Fprintf(c.out, "tlcrawl: %s\n", terminal.Line(line))
		return err
	}
	once := f.crawl.progress
	if err := once.start(c.err); err != nil {
		return err
	}
	once.summarize(line)
	return nil
}

// standing is the layer of a domain and the day of its latest change.
func standing(d nightly.Domain) string {
	switch {
	case d.Layer == 0:
		return d.Site + ", no snapshot yet"
	case d.Changed.IsZero():
		return fmt.Sprintf("%s, layer %d", d.Site, d.Layer)
	default:
		return fmt.Sprintf("%s, layer %d, changed %s", d.Site, d.Layer, d.Changed.Format(time.DateOnly))
	}
}
