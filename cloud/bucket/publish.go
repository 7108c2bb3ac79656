package bucket

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // the checksum that stores keep
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gocloud.dev/blob"

	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// The objects that mark what was published, as in a folder.
const (
	siteMarker = ".tlcrawl-site"
	siteFiles  = ".tlcrawl-files"
)

const (
	// siteCache lets browsers and a CDN keep a page for five minutes, and show it for a day
	// while they ask for a newer one.
	siteCache = "public, max-age=300, stale-while-revalidate=86400"
	// uploads is how many objects are written at a time.
	uploads = 16
)

// Site is a static site in a bucket: the site.Output of one Write. It writes the objects that
// changed, by the checksums in the store's list, with their media types and cache headers.
type Site struct {
	b       *Bucket
	there   map[string]version
	written map[string]bool
	group   *errgroup.Group
}

var _ site.Output = (*Site)(nil)

// PublishTo returns the site at an address, for cli.Program; no output for what is not a
// bucket.
func PublishTo(address string) (out site.Output, finish func() error, err error) {
	if !IsAddress(address) {
		return nil, nil, nil
	}
	s, err := OpenSite(at(address))
	if err != nil {
		return nil, nil, err
	}
	return s, s.Finish, nil
}

// OpenSite opens a place for a site: one that is empty, or that a site was published to
// before. The error is a store.FileError.
func OpenSite(b *Bucket) (*Site, error) {
	s := &Site{b: b, there: map[string]version{}, written: map[string]bool{}, group: new(errgroup.Group)}
	s.group.SetLimit(uploads)
	objects, err := b.listAll(context.Background(), "")
	if err != nil {
		return nil, &store.FileError{Name: b.Address(""), Err: err}
	}
	for _, o := range objects {
		v := version{size: o.Size, changed: o.ModTime}
		copy(v.md5[:], o.MD5)
		s.there[o.Key] = v
	}
	if _, marked := s.there[siteMarker]; len(s.there) > 0 && !marked {
		return nil, &store.FileError{Name: b.Address(""), Err: errors.New("has objects that `tlcrawl site` did not write: choose an empty prefix or a new one")}
	}
	return s, s.put(siteMarker, []byte("These objects are written by `tlcrawl site`.\n"))
}

// Create writes an object, unless it is there. Pages are written several at a time; an index,
// and what is at the root, after all that it may link to.
func (s *Site) Create(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if path.Base(name) == "index.html" || !strings.Contains(name, "/") {
		if err := s.group.Wait(); err != nil {
			return err
		}
		return s.put(name, b.Bytes())
	}
	s.written[name] = true
	s.group.Go(func() error { return s.upload(name, b.Bytes()) })
	return nil
}

func (s *Site) put(name string, content []byte) error {
	s.written[name] = true
	return s.upload(name, content)
}

func (s *Site) upload(name string, content []byte) error {
	v, ok := s.there[name]
	if sum := md5.Sum(content); ok && v.size == int64(len(content)) && v.md5 == sum { //nolint:gosec // as above
		return nil
	}
	err := s.b.put(context.Background(), name, content, blob.WriterOptions{CacheControl: siteCache})
	return named("write", s.b.Address(name), err)
}

// Finish removes what was published before and is not part of the site now, and lists what
// is.
func (s *Site) Finish() error {
	if err := s.group.Wait(); err != nil {
		return err
	}
	if _, ok := s.there[siteFiles]; ok {
		if err := s.removeStale(); err != nil {
			return err
		}
	}
	return s.put(siteFiles, []byte(strings.Join(slices.Sorted(maps.Keys(s.written)), "\n")+"\n"))
}

func (s *Site) removeStale() error {
	list, err := s.b.get(context.Background(), siteFiles)
	if err != nil {
		return named("open", s.b.Address(siteFiles), err)
	}
	for name := range strings.Lines(string(list)) {
		name = strings.TrimSuffix(name, "\n")
		if _, there := s.there[name]; !there || s.written[name] {
			continue
		}
		if err := s.b.remove(context.Background(), name); err != nil {
			return named("remove", s.b.Address(name), err)
		}
	}
	return nil
}
