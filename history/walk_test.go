package history_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

func TestEach(t *testing.T) {
	var list []*model.Snapshot
	for i := range 20 {
		list = append(list, snapshot("auth.check", strings.Repeat("x", 1+i/2)))
	}
	snapshots := days(list...)
	var reads atomic.Int64
	for i, load := range snapshots {
		snapshots[i].Load = func() (*model.Snapshot, error) {
			reads.Add(1)
			return load.Load()
		}
	}
	var want, got []string
	name := func(s history.Step) string {
		if s.Report == nil {
			return s.Snapshot.Name
		}
		return fmt.Sprint(s.Snapshot.Name, ":", len(s.Report.Changes), ":", s.Old == s.New)
	}
	if _, err := history.Walk(t.Context(), snapshots, func(s history.Step) error { want = append(want, name(s)); return nil }); err != nil {
		t.Fatal(err)
	}
	reads.Store(0)
	if err := history.Each(t.Context(), snapshots, func(s history.Step) error { got = append(got, name(s)); return nil }); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || reads.Load() != 20 {
		t.Errorf("%v in %d reads, want %v in 20", got, reads.Load(), want)
	}
}

func TestEachEnds(t *testing.T) {
	a := snapshot("auth.check", "one")
	nothing := func(history.Step) error { return nil }
	if err := history.Each(t.Context(), days(a, nil, a), nothing); !errors.Is(err, errDamaged) {
		t.Errorf("a damaged snapshot: %v", err)
	}
	if err := history.Each(t.Context(), days(a, a, a), func(history.Step) error { return errDamaged }); !errors.Is(err, errDamaged) {
		t.Errorf("an error of the visitor: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := history.Each(ctx, days(a, a, a), nothing); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}
