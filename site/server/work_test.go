package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// TestWorkshopMakesOnce checks that a document is made once, however many ask for it.
func TestWorkshopMakesOnce(t *testing.T) {
	w := newWorkshop()
	var made atomic.Int32
	var clients sync.WaitGroup
	for range 50 {
		clients.Go(func() {
			d, err := w.document(t.Context(), "a", func() (*document, error) {
				made.Add(1)
				return newDocument("text/plain", []byte("made")), nil
			})
			if err != nil || string(d.body) != "made" {
				t.Errorf("%v, %v", d, err)
			}
		})
	}
	clients.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

// TestWorkshopIsBounded checks how many documents are made at a time, and that more are
// refused than can wait.
func TestWorkshopIsBounded(t *testing.T) {
	w := newWorkshop()
	started, release := make(chan bool, 1000), make(chan bool)
	var busy atomic.Int32
	var clients sync.WaitGroup
	const many = maxAtOnce + maxWaiting + 10
	refused := make(chan bool, many)
	for i := range many {
		clients.Go(func() {
			_, err := w.document(t.Context(), fmt.Sprint(i), func() (*document, error) {
				started <- true
				<-release
				return newDocument("text/plain", nil), nil
			})
			if errors.Is(err, errBusy) {
				busy.Add(1)
				refused <- true
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	for range maxAtOnce {
		<-started
	}
	for range 10 { // the others wait
		<-refused
	}
	if len(started) > 0 {
		t.Errorf("more than %d documents are being made", maxAtOnce)
	}
	close(release)
	clients.Wait()
	if busy.Load() != 10 {
		t.Errorf("%d were refused, want 10", busy.Load())
	}
}

// TestWorkshopForgets checks the limit of memory, and that the oldest documents go first.
func TestWorkshopForgets(t *testing.T) {
	w := newWorkshop()
	big := make([]byte, maxKept/4)
	for i := range 6 {
		if _, err := w.document(t.Context(), fmt.Sprint(i), func() (*document, error) { return newDocument("text/plain", big), nil }); err != nil {
			t.Fatal(err)
		}
	}
	if w.bytes > maxKept || w.bytes != w.kept.Len()*len(big) || w.get("0") != nil || w.get("5") == nil {
		t.Errorf("%d bytes of %d documents", w.bytes, w.kept.Len())
	}
	if w.forget(); w.bytes != 0 || w.kept.Len() != 0 {
		t.Errorf("after forgetting: %d bytes of %d documents", w.bytes, w.kept.Len())
	}
}

// TestWorkshopFails checks that an error or a panic ends one request, is not kept, and that
// a client who leaves does not stop the work for others.
func TestWorkshopFails(t *testing.T) {
	w := newWorkshop()
	broken := errors.New("broken")
	if _, err := w.document(t.Context(), "a", func() (*document, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("an error: %v", err)
	}
	if _, err := w.document(t.Context(), "a", func() (*document, error) { panic("hostile input") }); err == nil || !strings.Contains(err.Error(), "hostile input") {
		t.Errorf("a panic: %v", err)
	}
	ctx, leave := context.WithCancel(t.Context())
	release, done := make(chan bool), make(chan error)
	build := func() (*document, error) {
		leave()
		<-release
		return newDocument("text/plain", []byte("late")), nil
	}
	if _, err := w.document(ctx, "a", build); !errors.Is(err, context.Canceled) {
		t.Errorf("a client who left: %v", err)
	}
	go func() {
		d, err := w.document(t.Context(), "a", func() (*document, error) { return nil, broken })
		if err == nil && string(d.body) != "late" {
			err = fmt.Errorf("made again: %q", d.body)
		}
		done <- err
	}()
	close(release)
	if err := <-done; err != nil {
		t.Errorf("the next client: %v", err)
	}
}
