package history_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// snapshot has one method with a description.
func snapshot(name, description string) *model.Snapshot {
	s := model.New("https://corefork.telegram.org", 223)
	s.Methods[name] = &model.Method{Name: name, ID: "00000001", TL: name + "#1 id:int = Bool", Result: "Bool",
		Params: []model.Param{{Name: "id", Type: "int"}}, Description: description, Documented: new(true)}
	return s
}

var errDamaged = errors.New("damaged")

// days are snapshots a day apart; a nil one cannot be read.
func days(list ...*model.Snapshot) []history.Snapshot {
	var out []history.Snapshot
	for i, s := range list {
		at := time.Date(2026, 6, 1+i, 3, 0, 0, 0, time.UTC)
		out = append(out, history.Snapshot{Name: fmt.Sprint("day", i+1), Layer: 223, Time: at, Load: func() (*model.Snapshot, error) {
			if s == nil {
				return nil, errDamaged
			}
			return s, nil
		}})
	}
	return out
}

func TestLogOf(t *testing.T) {
	a, b := snapshot("auth.check", "one"), snapshot("auth.check", "two")
	renamed := snapshot("auth.checkCode", "two")
	for _, tc := range []struct {
		why, name string
		list      []history.Snapshot
		want      string // snapshot and rule of each change, newest first
		damaged   int
	}{
		{"a change is reported with the snapshot that has it", "auth.check", days(a, b), "day2 description-changed", 0},
		{"nothing changed", "auth.check", days(a, a), "", 0},
		{"a rename is followed back", "auth.checkCode", days(a, b, renamed), "day3 method-renamed, day2 description-changed", 0},
		{"a damaged snapshot is left out", "auth.check", days(a, nil, b), "day3 description-changed", 1},
		{"and so is a damaged newest one", "auth.check", days(a, b, nil), "day2 description-changed", 1},
	} {
		log, err := history.LogOf(t.Context(), tc.list, tc.name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range log.Events {
			for _, c := range e.Changes {
				got = append(got, e.Snapshot+" "+c.Rule)
			}
		}
		if s := strings.Join(got, ", "); s != tc.want || !log.Known || len(log.Damaged) != tc.damaged {
			t.Errorf("%s: got %q, known %t, %d damaged; want %q, %d damaged", tc.why, s, log.Known, len(log.Damaged), tc.want, tc.damaged)
		}
	}
	if log, err := history.LogOf(t.Context(), days(a, b), "auth.nothing"); err != nil || log.Known {
		t.Errorf("%+v, %v; want an unknown name", log, err)
	}
}

func TestWalk(t *testing.T) {
	a, b := snapshot("auth.check", "one"), snapshot("auth.check", "two")
	var steps []string
	damaged, err := history.Walk(t.Context(), days(a, nil, b), func(s history.Step) error {
		if s.Report == nil {
			steps = append(steps, s.Snapshot.Name)
		} else {
			steps = append(steps, fmt.Sprintf("%s:%d", s.Snapshot.Name, len(s.Report.Changes)))
		}
		return nil
	})
	if got := strings.Join(steps, " "); err != nil || got != "day1 day3:1" || len(damaged) != 1 || !errors.Is(damaged[0], errDamaged) {
		t.Errorf("walked %q, %v, %v", got, damaged, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := history.Walk(ctx, days(a), func(history.Step) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a walk that was canceled ends with %v", err)
	}
}

func ExampleLogOf() {
	dir, _ := os.MkdirTemp("", "history")
	defer os.RemoveAll(dir)
	folder := store.Dir(dir)
	for i, s := range []*model.Snapshot{snapshot("auth.check", "Checks it."), snapshot("auth.check", "Checks a code.")} {
		e, _ := folder.Next(s, time.Date(2026, 6, 1+i, 3, 0, 0, 0, time.UTC))
		_ = folder.Write(e, s)
	}
	list, _ := history.Of(folder, "corefork.telegram.org")
	log, _ := history.LogOf(context.Background(), list, "auth.check")
	for _, e := range log.Events {
		fmt.Println(e.Snapshot, e.Changes[0].Rule)
	}
	// Output: 223@2026-06-02 description-changed
}
