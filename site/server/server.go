package server

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// Options configure New. The zero value works.
type Options struct {
	// URL is the address at which browsers find the site. Feeds and the description of the
	// search need it; without it there are none.
	URL string
	// Title is the title of the site, as in site.Options.
	Title string
	// Hosts are names that requests may be for, besides those of loopback.
	Hosts []string
	// Extend adds to the sites what is in no snapshot of theirs, before their pages are
	// written: Site.Coming. It may be nil.
	Extend func(context.Context, []site.Site) error
	// Note is called with errors that nobody else sees: a snapshot that cannot be read, a
	// request that failed. It may be called concurrently.
	Note func(error)
}

// Server serves a data folder. It must be closed.
type Server struct {
	folder store.Folder
	o      Options
	dir    string // with the pages
	work   *workshop
	asking *semaphore.Weighted // questions to an index

	// mu is held to read while an index is asked, and to write while the edition changes.
	mu  sync.RWMutex
	now *edition

	refreshing sync.Mutex // also held to close
	closed     bool
}

// maxAsking is how many questions to the indexes are answered at a time.
const maxAsking = 8

// New opens the indexes of a data folder and writes its pages to a temporary folder.
func New(ctx context.Context, folder store.Folder, o Options) (*Server, error) {
	if o.Note == nil {
		o.Note = func(error) {}
	}
	dir, err := os.MkdirTemp("", "tlcrawl-serve")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder, o: o, dir: dir, work: newWorkshop(), asking: semaphore.NewWeighted(maxAsking), now: &edition{}}
	if err := s.Refresh(ctx); err != nil {
		return nil, cmp.Or(err, s.Close())
	}
	return s, nil
}

// Close releases the indexes and removes the pages. It must not be called before the last
// request is answered. It waits for a refresh to end.
func (s *Server) Close() error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	s.closed = true
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.close()
	s.now = &edition{}
	return os.RemoveAll(s.dir)
}

// Refresh brings pages and answers up to date with the data folder. It does nothing if the
// folder is unchanged. After an error the earlier answers stay.
func (s *Server) Refresh(ctx context.Context) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	switch state, err := stateOf(s.folder); {
	case s.closed:
		return errors.New("the server is closed")
	case err != nil:
		return err
	case state != "" && state == s.edition().state:
		return nil
	}
	next, err := openEdition(ctx, s.folder, s.o.Note)
	if err != nil {
		return err
	}
	if err := s.writePages(ctx, next); err != nil {
		next.close()
		return err
	}
	s.mu.Lock() // waits for those who ask the indexes
	before := s.now
	s.now = next
	s.mu.Unlock()
	s.work.forget()
	before.close()
	return nil
}

func (s *Server) writePages(ctx context.Context, e *edition) error {
	sites, err := e.pages(s.folder)
	if err == nil && s.o.Extend != nil {
		err = s.o.Extend(ctx, sites)
	}
	if err != nil {
		return err
	}
	_, err = site.Write(ctx, site.Dir(s.dir), sites, site.Options{URL: s.o.URL, Title: s.o.Title, Served: true})
	return err
}

// Watch refreshes the server again and again until the context ends. It reports errors to
// Options.Note.
func (s *Server) Watch(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := s.Refresh(ctx); err != nil && ctx.Err() == nil {
				s.o.Note(err)
			}
		}
	}
}

func (s *Server) edition() *edition {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

// Handler answers all requests. It may be put below a path with http.StripPrefix: all
// addresses are relative.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", files(s.dir))
	mux.HandleFunc("/compare", func(w http.ResponseWriter, _ *http.Request) { redirect(w, "compare/") })
	mux.HandleFunc("/compare/{$}", s.choose)
	mux.HandleFunc("/compare/{pair...}", s.compare)
	s.addAPI(mux)
	return guard(s.o.Hosts, mux)
}
