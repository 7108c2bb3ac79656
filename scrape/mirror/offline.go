package mirror

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/store"
)

// Offline is a Source that reads a mirror and writes nothing.
type Offline struct{ m Mirror }

// OpenOffline opens the mirror in dir, as Open does, or dir itself if it is the folder of
// one site.
func OpenOffline(dir, source string, layer int) (*Offline, error) {
	pages, err := folder(dir, source, layer)
	if err != nil {
		return nil, err
	}
	if !exists(pages) {
		if !exists(filepath.Join(dir, "schema.html")) && !exists(filepath.Join(dir, "schema")) {
			return nil, &store.FileError{Name: pages, Err: errors.New("no pages found; crawl with --mirror first, with the same --base-url, --layer and --mirror")}
		}
		pages = dir
	}
	return &Offline{Mirror{dir: pages, names: names{dir: pages, rooms: map[string]*room{}}}}, nil
}

// Get reads the file of a page.
func (o *Offline) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	name, err := o.m.file(r.Path, (*names).find)
	if err != nil {
		return nil, &scrape.PageError{URL: r.Path, Err: err}
	}
	body, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		body, err = os.ReadFile(strings.TrimSuffix(name, ".html")) // the old layout of telegram-crawler
	}
	if err != nil {
		return nil, &scrape.PageError{URL: name, Err: notKept{}}
	}
	return &scrape.Response{Body: body, Status: 200}, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// notKept is the error for a page missing from the mirror.
type notKept struct{}

func (notKept) Error() string {
	return "not in the mirror; complete a crawl with --mirror first"
}

// Is makes errors.Is(err, fs.ErrNotExist) true.
func (notKept) Is(target error) bool { return target == fs.ErrNotExist }
