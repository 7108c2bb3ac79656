package importer

import (
	"context"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/store"
)

// Options configure an import. Folder is required.
type Options struct {
	// Folder is the data folder.
	Folder store.Folder
	// Source is the address of the site or repository that the inputs are of, where they
	// do not say it.
	Source string
	// Layer is the layer of all inputs, LayerFrom the file of each commit that has it.
	Layer     int
	LayerFrom *LayerFrom
	// Time dates files and folders; by default they have the time of their last change.
	Time time.Time
	// With is merged with each version: its words, or its lines.
	With *model.Snapshot
	// DryRun stores nothing.
	DryRun bool
	// SkipIndex leaves the index of a site as it is; by default one that is there is
	// extended. The first query brings it up to date.
	SkipIndex bool
	// Progress, if set, is called after each version, never concurrently.
	Progress func(done, total int)
	// Now is the clock, for the lock.
	Now func() time.Time
}

// Result is what an import did, by site.
type Result struct {
	Sites []*SiteResult
}

// SiteResult is what an import did with one site.
type SiteResult struct {
	// Site is the folder of the site.
	Site string
	// Versions is how many there were; Present of them were stored before, Unchanged did
	// not differ from the one before.
	Versions, Present, Unchanged int
	// Stored are the snapshots that were stored, or that would have been.
	Stored []Stored
	// Refused are the versions and pages that were not imported, in order.
	Refused []Refusal
	// IndexError is why the index could not be brought up to date. Everything else was done.
	IndexError error
	// Damaged are snapshots of the folder that could not be read and were passed over.
	Damaged []error
}

// Stored is a snapshot that was stored.
type Stored struct {
	Entry store.Entry
	// Changes is how many there were since the one before it.
	Changes int
}

// Refused counts the refused versions and pages of all sites.
func (r *Result) Refused() (n int) {
	for _, s := range r.Sites {
		n += len(s.Refused)
	}
	return n
}

// Run imports inputs. Where it fails, or the context ends, the Result says what was done
// until then; it is nil where nothing was begun, as with a store.LockedError.
func Run(ctx context.Context, inputs []Input, o Options) (*Result, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	if o.Source != "" {
		if _, err := store.SiteName(o.Source); err != nil {
			return nil, err
		}
	}
	r := &run{Options: o}
	defer r.close()
	if !o.DryRun {
		unlock, err := o.Folder.Lock(o.Now().UTC())
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	var lanes []lane
	for _, in := range inputs {
		l, err := r.open(ctx, in)
		if err != nil {
			return nil, err
		}
		lanes = append(lanes, l...)
	}
	result := &Result{}
	for _, h := range r.histories(lanes) {
		s, err := r.site(ctx, h)
		if s != nil {
			result.Sites = append(result.Sites, s)
		}
		if err != nil {
			return result, err
		}
	}
	return result, nil
}

// run is an import in progress.
type run struct {
	Options
	decoder     store.Decoder
	closers     []func()
	done, total int
}

func (r *run) close() {
	for _, close := range r.closers {
		close()
	}
}

// histories joins the lanes of each site, in the order of time.
func (r *run) histories(lanes []lane) []lane {
	var joined []lane
	for _, l := range lanes {
		r.total += len(l.versions)
		if s, err := scrape.ParseSite(l.source); err == nil {
			l.source = s.String() // without a slash at the end
		}
		increasing(l.versions)
		i := slices.IndexFunc(joined, func(j lane) bool { return j.source == l.source })
		if i < 0 {
			joined = append(joined, l)
			continue
		}
		j := &joined[i]
		j.versions = append(j.versions, l.versions...)
		slices.SortStableFunc(j.versions, func(a, b version) int { return a.time.Compare(b.time) })
		increasing(j.versions)
	}
	return joined
}

// job is a version on its way from reading to the folder.
type job struct {
	version
	present, same bool
	loaded        *loaded
	err           error
	ready         chan struct{}
}

// ahead is how many versions are read ahead of the one that is compared.
const ahead = 2

// read reads the versions, those of git's files in parallel, and sends them in order.
func (r *run) read(ctx context.Context, list []version, present func(time.Time) bool, out chan<- *job) {
	defer close(out)
	slots := make(chan struct{}, ahead)
	content := ""
	for _, v := range list {
		j := &job{version: v, ready: make(chan struct{}), present: present(v.time), same: v.content != "" && v.content == content}
		content = v.content
		switch {
		case j.present || j.same:
			if v.skip != nil {
				v.skip()
			}
			close(j.ready)
		case v.shared:
			j.load(ctx)
		default:
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			go func() {
				j.load(ctx)
				<-slots
			}()
		}
		select {
		case out <- j:
		case <-ctx.Done():
			return
		}
	}
}

func (j *job) load(ctx context.Context) {
	defer close(j.ready)
	j.loaded, j.err = j.version.load(ctx)
}
