package nightly

import (
	"context"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Crawl crawls the site.
type Crawl func(context.Context) (*CrawlResult, error)

// CrawlResult is the result of a crawl. If the crawl failed, only Traffic is set.
type CrawlResult struct {
	// Snapshot is nil if the source is the same as in the last good run.
	Snapshot            *model.Snapshot
	Pages, Undocumented int
	Traffic             Traffic
	// Validators are for the next run; nil if the source has none.
	Validators *Validators
}

// Options configure a run. Folder, Source and Crawl are required.
type Options struct {
	// Folder is the data folder.
	Folder store.Folder
	// Source is the address of the site.
	Source string
	Crawl  Crawl
	// Domains are the addresses of all domains of the site, Source among them, if the folder
	// has a history of each: a change that was reported for one of them is not reported again
	// for another.
	Domains []string
	// Kinds are the kinds of pages that Crawl reads; empty if unknown.
	Kinds []model.Kind
	// Repository is set if the source is a schema in a repository, and no site.
	Repository *Repository
	// Notify passes a message on. If it fails, the next run passes reports on again.
	// Without it, the caller passes on the messages of the Result.
	Notify func(context.Context, Notice) error
	// KeepSnapshots and KeepRuns limit how many of the newest are kept; 0 keeps all
	// snapshots, and a hundred manifests.
	KeepSnapshots, KeepRuns int
	// AcceptQuarantined stores the quarantined snapshot instead of crawling.
	AcceptQuarantined bool
	// Metrics is a file for node_exporter's textfile collector; empty for none.
	Metrics string
	// Version of the program, for the manifest.
	Version string
	// Now is the clock.
	Now func() time.Time
}

const keepRuns = 100

// Result is what a run did.
type Result struct {
	*Manifest
	// Report has the changes; nil unless the outcome is Changed.
	Report *diff.Report
	// Files are the addresses of the snapshot and the reports that were written.
	Files []string
	// Notices are messages about the job, such as the end of an outage. Most runs have
	// none.
	Notices []string
	// IndexError is why the index of the snapshots could not be updated; the run is still
	// good, and the index is updated on its next use.
	IndexError error
}
