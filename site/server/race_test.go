package server_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/site/server"
)

// TestConcurrent checks that many clients get whole answers while the folder changes.
func TestConcurrent(t *testing.T) {
	f := sample(t)
	s := start(t, f, server.Options{})
	h := s.Handler()
	paths := []string{
		"/", "/method/auth.sendCode.html", "/compare/186...203", "/compare/186...203.json", "/api/v1/sites", "/api/v1/snapshots",
		"/api/v1/entities/auth.sendCode", "/api/v1/search?q=send", "/api/v1/errors", "/api/v1/snapshots/186", "/api/v1/changes/186...203",
	}
	done := make(chan bool)
	var clients sync.WaitGroup
	for i := range 8 {
		clients.Go(func() {
			for n := i; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				path := paths[n%len(paths)]
				if w := get(h, path); w.Code != 200 || w.Body.Len() == 0 {
					t.Errorf("%s: %d %.200s", path, w.Code, w.Body)
				}
			}
		})
	}
	_, newest := difftest.Sample(t)
	for i := range 3 {
		newest.Methods["auth.sendCode"].Description = strings.Repeat("More. ", i+1)
		keep(t, f, newest, 3+i)
		if err := s.Refresh(t.Context()); err != nil {
			t.Error(err)
		}
		if w := get(h, "/api/v1/snapshots"); strings.Count(w.Body.String(), `"snapshot":`) != 3+i {
			t.Errorf("after %d more: %s", i+1, w.Body)
		}
	}
	close(done)
	clients.Wait()
}
