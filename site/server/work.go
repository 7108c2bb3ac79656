package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

// document is a finished answer.
type document struct {
	kind string // Content-Type
	etag string
	body []byte
}

// newDocument returns an answer with a tag made of its content. The tag is weak: it is the
// same for the compressed answer.
func newDocument(kind string, body []byte) *document {
	sum := sha256.Sum256(body)
	return &document{kind, `W/"` + hex.EncodeToString(sum[:12]) + `"`, body}
}

// send sends a document, or that the client has it.
func (d *document) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", d.kind)
	h.Set("ETag", d.etag)
	h.Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.body))
}

// Limits of the work that requests cause.
const (
	maxAtOnce  = 2        // documents in the making
	maxWaiting = 64       // and waiting to be made
	maxKept    = 64 << 20 // bytes of documents in memory
	maxWait    = 20 * time.Second
)

// errBusy says that too many documents are being made.
var errBusy = errors.New("too many comparisons at once; try again in a few seconds")

// workshop makes documents, each once, and keeps those that were asked for last. It is for
// those that need whole snapshots.
type workshop struct {
	waiting, making *semaphore.Weighted
	flights         singleflight.Group

	mu    sync.Mutex
	kept  *simplelru.LRU[string, *document]
	bytes int
}

func newWorkshop() *workshop {
	w := &workshop{waiting: semaphore.NewWeighted(maxAtOnce + maxWaiting), making: semaphore.NewWeighted(maxAtOnce)}
	var err error
	w.kept, err = simplelru.NewLRU(1<<20, func(_ string, d *document) { w.bytes -= len(d.body) })
	if err != nil {
		panic(err) // the size is constant
	}
	return w
}

// document returns the document with a key; build is called if there is none yet.
func (w *workshop) document(ctx context.Context, key string, build func() (*document, error)) (*document, error) {
	if d := w.get(key); d != nil {
		return d, nil
	}
	// The work goes on if this client leaves: others may wait for it, or ask again.
	made := w.flights.DoChan(key, func() (any, error) {
		if d := w.get(key); d != nil {
			return d, nil
		}
		return w.build(key, build)
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-made:
		d, _ := r.Val.(*document)
		return d, r.Err
	}
}

func (w *workshop) build(key string, build func() (*document, error)) (d *document, err error) {
	if !w.waiting.TryAcquire(1) {
		return nil, errBusy
	}
	defer w.waiting.Release(1)
	ctx, cancel := context.WithTimeout(context.Background(), maxWait)
	defer cancel()
	if w.making.Acquire(ctx, 1) != nil {
		return nil, errBusy
	}
	defer w.making.Release(1)
	defer func() {
		if p := recover(); p != nil { // it would end the process
			d, err = nil, fmt.Errorf("making %s: %v", key, p)
		}
	}()
	if d, err = build(); err == nil {
		w.keep(key, d)
	}
	return d, err
}

func (w *workshop) get(key string) *document {
	w.mu.Lock()
	defer w.mu.Unlock()
	d, _ := w.kept.Get(key)
	return d
}

func (w *workshop) keep(key string, d *document) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept.Remove(key)
	w.kept.Add(key, d)
	for w.bytes += len(d.body); w.bytes > maxKept; {
		w.kept.RemoveOldest()
	}
}

// forget drops all documents.
func (w *workshop) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept.Purge()
}
