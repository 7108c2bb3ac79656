package upstream

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/tlcrawl/tlcrawl/errortable"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// FileError says which file of a source cannot be used, and why.
type FileError struct {
	URL string
	Err error
}

func (e *FileError) Error() string { return e.URL + ": " + e.Err.Error() }

func (e *FileError) Unwrap() error { return e.Err }

// definition identifies what a source reads and how, for its validators.
func (s Source) definition() string {
	b, _ := json.Marshal(s) // strings only
	return fmt.Sprintf("%x", sha256.Sum256(b))[:16]
}

// download is the download of one source.
type download struct {
	*client
	source  Source
	known   map[string]nightly.Validator // of the last good run
	bodies  map[string][]byte            // of what was downloaded
	now     map[string]nightly.Validator
	traffic nightly.Traffic
}

// download gets a source. If it is the same as in the last good run, whose validators are
// passed, the result has no snapshot.
func (c *client) download(ctx context.Context, s Source, known *nightly.Validators) (*nightly.CrawlResult, error) {
	d := &download{client: c, source: s, bodies: map[string][]byte{}, now: map[string]nightly.Validator{}}
	if known != nil && known.Definition == s.definition() {
		d.known = known.Files
	}
	snapshot, err := d.run(ctx)
	result := &nightly.CrawlResult{Snapshot: snapshot, Traffic: d.traffic}
	if err == nil {
		result.Validators = &nightly.Validators{Definition: s.definition(), Files: d.now}
	}
	return result, err
}

func (d *download) run(ctx context.Context) (*model.Snapshot, error) {
	if same, err := d.unchanged(ctx); same || err != nil {
		return nil, err
	}
	body, err := d.file(ctx, d.source.Schema)
	if err != nil {
		return nil, err
	}
	s, err := d.source.parse(body)
	if err != nil {
		return nil, &FileError{d.source.Schema, err}
	}
	if len(d.source.Layer) > 0 {
		if s.Layer, err = d.layer(ctx); err != nil {
			return nil, err
		}
	}
	s.Source = d.source.Repository
	s = d.source.Trim(s)
	if err := s.Validate(); err != nil {
		return nil, &FileError{d.source.Schema, err}
	}
	return s, nil
}

// unchanged asks for the files of the last good run again, and reports whether all are the
// same. What is not the same need not be downloaded again.
func (d *download) unchanged(ctx context.Context) (bool, error) {
	same := len(d.known) > 0
	for address, v := range model.Sorted(d.known) {
		r, err := d.get(ctx, address, v)
		if gone(err) && address != d.source.Schema {
			same = false
			continue
		}
		if err != nil {
			return false, err
		}
		if r.NotModified {
			d.now[address] = v
			continue
		}
		same = false
		d.take(address, r)
	}
	return same, nil
}

// get downloads a file and counts the traffic.
func (d *download) get(ctx context.Context, address string, known nightly.Validator) (*scrape.Response, error) {
	d.traffic.Requests++
	r, err := d.client.get(ctx, address, known)
	if r != nil {
		d.traffic.Bytes += int64(len(r.Body))
	}
	return r, err
}

func (d *download) take(address string, r *scrape.Response) {
	d.bodies[address] = r.Body
	d.now[address] = nightly.Validator{ETag: r.ETag, LastModified: r.LastModified}
}

// file returns the contents of a file, downloaded once.
func (d *download) file(ctx context.Context, address string) ([]byte, error) {
	if b, ok := d.bodies[address]; ok {
		return b, nil
	}
	r, err := d.get(ctx, address, nightly.Validator{})
	if err != nil {
		return nil, err
	}
	d.take(address, r)
	return r.Body, nil
}

// gone reports whether a file does not exist.
func gone(err error) bool {
	var page *scrape.PageError
	return errors.As(err, &page) && (page.Status == http.StatusNotFound || page.Status == http.StatusGone)
}

// maxLayer is more than any layer.
const maxLayer = 99_999

// layer looks for the layer in its places; 0 means that it is in none of them.
func (d *download) layer(ctx context.Context) (int, error) {
	for _, l := range d.source.Layer {
		address := l.URL
		if address == "" {
			address = d.source.Schema
		}
		body, err := d.file(ctx, address)
		if gone(err) {
			continue
		}
		if err != nil {
			return 0, err
		}
		if isHTML(body) {
			return 0, &FileError{address, errHTML}
		}
		re, err := l.pattern()
		if err != nil {
			return 0, err
		}
		m := re.FindSubmatch(body)
		if m == nil {
			continue
		}
		layer, err := strconv.Atoi(string(m[1]))
		if err != nil || layer < 1 || layer > maxLayer {
			return 0, &FileError{address, fmt.Errorf("%.40q is not the number of a layer", m[1])}
		}
		return layer, nil
	}
	return 0, nil
}

var (
	errHTML  = errors.New("an HTML page instead of the file")
	errEmpty = errors.New("the file is empty")
)

func isHTML(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n"), []byte("<"))
}

// parse reads the file of a source.
func (s Source) parse(b []byte) (*model.Snapshot, error) {
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		return nil, errEmpty
	case isHTML(b):
		return nil, errHTML
	}
	var (
		snapshot *model.Snapshot
		err      error
	)
	switch s.Kind {
	case KindTweb:
		snapshot, err = schema.ReadLayeredJSON(bytes.NewReader(b))
	case KindErrors:
		snapshot, err = errortable.Snapshot(bytes.NewReader(b))
	default:
		snapshot, err = schema.Read(bytes.NewReader(b))
	}
	if err != nil {
		return nil, fmt.Errorf("not a file of kind %s: %w", s.format(), err)
	}
	return snapshot, nil
}

// format is the kind, even if it is left out.
func (s Source) format() Kind {
	if s.Kind == "" {
		return KindTL
	}
	return s.Kind
}
