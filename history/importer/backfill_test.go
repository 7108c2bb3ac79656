package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/store"
)

// oldSite is a site with the layers 100 to 109 but 105; it counts the crawls.
type oldSite struct {
	crawls []int
	fails  func(layer int) error
}

func (s *oldSite) crawl(_ context.Context, layer int) (*model.Snapshot, error) {
	s.crawls = append(s.crawls, layer)
	if s.fails != nil {
		if err := s.fails(layer); err != nil {
			return nil, err
		}
	}
	snapshot, err := store.Decode(strings.NewReader(tl(layer, fmt.Sprintf("auth.m%d#00000a01", layer))))
	if err == nil {
		snapshot.Source = source
	}
	return snapshot, err
}

func (s *oldSite) backfill(m *memory, first, last int) (*importer.BackfillPlan, error) {
	return importer.Backfill(context.Background(), importer.BackfillOptions{
		Folder: m.folder(), Source: source, First: first, Last: last, Now: time.Now, SkipIndex: true,
		Listed: func(context.Context) ([]int, int, error) {
			return []int{100, 101, 102, 103, 104, 106, 107, 108, 109}, 35, nil
		},
		Crawl: s.crawl, Report: func(importer.BackfillPlan) {},
	})
}

func layers(m *memory) (list []int) {
	kept, _ := m.folder().Entries(site)
	for _, e := range kept {
		list = append(list, e.Layer)
	}
	return list
}

// Layers that are there or not listed are not crawled; those that come later find their
// place, and the reports of the layers after them are written again.
func TestBackfill(t *testing.T) {
	m, s := newMemory(), &oldSite{}
	if _, err := s.backfill(m, 103, 104); err != nil {
		t.Fatal(err)
	}
	night, _ := s.crawl(t.Context(), 109)
	e, _ := m.folder().Next(night, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	_ = m.folder().Write(e, night)
	s.crawls = nil
	plan, err := s.backfill(m, 101, 109)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([][]int{{101, 102, 106, 107, 108}, {103, 104, 109}, {105}}, [][]int{plan.Todo, plan.Present, plan.Unlisted}); d != "" {
		t.Errorf("the plan: %s", d)
	}
	if d := cmp.Diff([]int{101, 102, 103, 104, 106, 107, 108, 109}, layers(m)); d != "" {
		t.Errorf("the layers in the folder: %s", d)
	}
	if newest, _, _, _ := m.folder().Newest(site); newest != e {
		t.Errorf("the newest snapshot is %s; want the night", newest.File)
	}
	kept, _ := m.folder().Entries(site)
	for i, e := range kept[1:] {
		b, err := m.folder().ReadSibling(e, "report.json")
		was := fmt.Sprintf("auth.m%d", kept[i].Layer)
		if err != nil || !strings.Contains(string(b), was) {
			t.Errorf("the report of layer %d does not compare with layer %d: %v", e.Layer, kept[i].Layer, err)
		}
	}
}

// A backfill that is killed after any write, and run again, ends with the same bytes, and
// no layer that was stored is crawled twice.
func TestBackfillKilled(t *testing.T) {
	whole := newMemory()
	if _, err := new(oldSite).backfill(whole, 100, 109); err != nil {
		t.Fatal(err)
	}
	for left := 2; left < 40; left++ {
		m, s := newMemory(), &oldSite{}
		m.left = left
		_, err := s.backfill(m, 100, 109)
		stored := layers(m)
		m.left, s.crawls = 0, nil
		if _, again := s.backfill(m, 100, 109); again != nil {
			t.Fatalf("killed before write %d (%v), run again: %v", left, err, again)
		}
		if !maps.EqualFunc(whole.files, m.files, bytes.Equal) {
			t.Fatalf("killed before write %d: %s", left, cmp.Diff(whole.files, m.files))
		}
		for _, layer := range stored {
			if slices.Contains(s.crawls, layer) {
				t.Fatalf("killed before write %d: layer %d was crawled again", left, layer)
			}
		}
	}
}

func TestBackfillFails(t *testing.T) {
	other := &scrape.PageError{URL: "https://example.org/schema", Err: &scrape.LayerError{Want: 102, Got: 109}}
	for _, tc := range []struct {
		why                  string
		fails                map[int]error
		done, failed, absent int
	}{
		{"a layer that fails does not stop it", map[int]error{101: errors.New("broken")}, 8, 1, 0},
		{"two in a row do", map[int]error{101: errors.New("broken"), 102: errors.New("broken")}, 1, 2, 0},
		{"a layer that the site lists and does not show is left out", map[int]error{102: other, 103: other, 104: other}, 6, 0, 3},
	} {
		s := &oldSite{fails: func(layer int) error { return tc.fails[layer] }}
		plan, err := s.backfill(newMemory(), 100, 109)
		if err != nil || len(plan.Done) != tc.done || len(plan.Failed) != tc.failed || len(plan.NotShown) != tc.absent {
			t.Errorf("%s: %+v, %v", tc.why, plan, err)
		}
	}
}
