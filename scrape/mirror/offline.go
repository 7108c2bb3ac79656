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

// Offline reads pages from a mirror alone. Nothing in it is written.
type Offline struct{ m Mirror }

// OpenOffline opens the mirror in dir of the site at an address, as Open does, or
// dir itself where it is the folder of one site.
func OpenOffline(dir, source string, layer int) (*Offline, error) {
	pages, err := folder(dir, source, layer)
	if err != nil {
		return nil, err
	}
	if !exists(pages) {
		if !exists(filepath.Join(dir, "schema.html")) && !exists(filepath.Join(dir, "schema")) {
			return nil, &store.FileError{Name: pages, Err: errors.New("no pages are kept there; crawl with --mirror first, or say --base-url, --layer and --mirror as then")}
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
		body, err = os.ReadFile(strings.TrimSuffix(name, ".html")) // as telegram-crawler once wrote them
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

// notKept is the reason for a page that the mirror does not have.
type notKept struct{}

func (notKept) Error() string {
	return "the mirror does not have this page; crawl with --mirror to the end"
}

// Is makes it a kind of fs.ErrNotExist.
func (notKept) Is(target error) bool { return target == fs.ErrNotExist }
