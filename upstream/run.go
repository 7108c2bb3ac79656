package upstream

import (
	"context"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/sanity"
	"github.com/tlcrawl/tlcrawl/store"
)

// Options configure Fetch. Folder and Sources are required.
type Options struct {
	// Folder is the data folder.
	Folder  store.Folder
	Sources []Source
	Client  ClientOptions
	// Notify passes a message on, as in nightly.Options.
	Notify func(context.Context, Message) error
	// KeepSnapshots and KeepRuns are as in nightly.Options.
	KeepSnapshots, KeepRuns int
	// Accept are the names of sources whose quarantined snapshot is stored; they are not
	// downloaded.
	Accept []string
	// Now is the clock.
	Now func() time.Time
}

// Message is something to report about a source.
type Message struct {
	Source string
	// Text is a sentence: of a Report, which revision has the changes.
	Text   string
	Report *diff.Report
	// Trouble is why the source failed, if it is reported for the first time.
	Trouble error
}

// Fetched is what Fetch did with a source.
type Fetched struct {
	Source string
	// Result is nil if no run began, as with a store.LockedError.
	Result *nightly.Result
	Err    error
}

// acceptAfter is how long a source may stay implausible: then it has changed like that.
const acceptAfter = 7 * 24 * time.Hour

// Fetch downloads the sources, those of different hosts at once, and then stores and
// reports each in the order of the list. Errors concern single sources only.
func Fetch(ctx context.Context, o Options) []Fetched {
	downloads := o.start(ctx)
	var list []Fetched
	for i, s := range o.Sources {
		result, err := o.run(ctx, s, downloads[i])
		list = append(list, Fetched{s.Name, result, err})
	}
	return list
}

// pending is a download in progress.
type pending struct {
	done   chan struct{}
	result *nightly.CrawlResult
	err    error
}

// start starts the downloads of all sources.
func (o Options) start(ctx context.Context) []*pending {
	c := newClient(ctx, o.Client)
	var list []*pending
	for _, s := range o.Sources {
		p := &pending{done: make(chan struct{})}
		list = append(list, p)
		if slices.Contains(o.Accept, s.Name) {
			close(p.done)
			continue
		}
		go func() {
			defer close(p.done)
			p.result, p.err = c.download(ctx, s, validatorsOf(o.Folder, s.Site()))
		}()
	}
	return list
}

// wait is the nightly.Crawl of a source.
func (p *pending) wait(context.Context) (*nightly.CrawlResult, error) {
	<-p.done
	return p.result, p.err
}

// validatorsOf returns the validators of the last good run if the snapshot that they belong
// to is still the newest one and can be read.
func validatorsOf(folder store.Folder, site string) *nightly.Validators {
	manifests, err := nightly.Manifests(folder, site)
	if err != nil {
		return nil
	}
	newest, snapshot, damaged, err := folder.Newest(site)
	if err != nil || snapshot == nil || len(damaged) > 0 {
		return nil
	}
	for _, m := range manifests {
		if m.Outcome.Good() {
			if stem(m.Snapshot) == newest.Stem() {
				return m.Validators
			}
			return nil
		}
	}
	return nil
}

// run is the nightly run of one source.
func (o Options) run(ctx context.Context, s Source, p *pending) (*nightly.Result, error) {
	n := &notices{o: o, source: s}
	return nightly.Run(ctx, nightly.Options{
		Folder: o.Folder, Source: s.Repository, Crawl: p.wait, Notify: n.notify,
		KeepSnapshots: o.KeepSnapshots, KeepRuns: o.KeepRuns, AcceptQuarantined: slices.Contains(o.Accept, s.Name),
		Version: o.Client.Version, Now: o.Now,
		Repository: &nightly.Repository{
			Name: s.Name, Implausible: sanity.Imported, AcceptAfter: acceptAfter, Prepare: s.Trim,
			Remarks: n.remarks,
		},
	})
}
