package nightly

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// decide decides what to report: problems when they start and when they end. The decision
// is part of the manifest, where the next run finds it.
func (r *run) decide(err error) {
	m := r.result.Manifest
	before := r.trouble()
	switch {
	case m.Outcome == Interrupted:
	case m.Outcome.Good():
		if len(before) > 0 {
			since := before[len(before)-1]
			r.result.Notices = append(r.result.Notices, fmt.Sprintf("recovered; failing since %s: %s", day(since.Started), before[0].Error))
		}
	default:
		m.Trouble = kindOf(err)
		m.Notified = !slices.ContainsFunc(before, func(b *Manifest) bool { return sameTrouble(b, m) })
	}
	for _, damaged := range m.Damaged {
		if len(r.history) == 0 || !slices.Contains(r.history[0].Damaged, damaged) {
			r.result.Notices = append(r.result.Notices, fmt.Sprintf("damaged, and left out: %s; `tlcrawl repair --data %s` moves it aside", damaged, r.Folder))
		}
	}
}

func sameTrouble(a, b *Manifest) bool {
	return a.Outcome == b.Outcome && (a.Trouble == "" || a.Trouble == b.Trouble) && slices.EqualFunc(a.Reasons, b.Reasons, sameReason)
}

// kindOf returns the kind of an error, which stays the same while pages and numbers in its
// text vary from run to run.
func kindOf(err error) string {
	var (
		quarantine *QuarantineError
		file       *store.FileError
		path       *fs.PathError
		network    net.Error
	)
	switch text := err.Error(); {
	case errors.As(err, &quarantine):
		return "implausible"
	case errors.As(err, &file), errors.As(err, &path):
		return "files"
	case errors.As(err, &network), errors.Is(err, context.DeadlineExceeded), strings.Contains(text, "HTTP "):
		return "network"
	default:
		return "crawl"
	}
}

var numbers = regexp.MustCompile(`[0-9]+`)

// sameReason reports whether two reasons differ only in numbers.
func sameReason(a, b string) bool {
	return numbers.ReplaceAllString(a, "") == numbers.ReplaceAllString(b, "")
}

// trouble returns the runs since the last good one that reported a problem, newest first.
func (r *run) trouble() []*Manifest {
	var list []*Manifest
	for _, m := range r.history {
		if m.Outcome.Good() {
			break
		}
		if m.Notified {
			list = append(list, m)
		}
	}
	return list
}

func day(t time.Time) string { return t.Format("2006-01-02 15:04 MST") }
