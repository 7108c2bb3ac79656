package index

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// input is a snapshot to index, and how to read it.
type input struct {
	store.Listed
	read func() (*model.Snapshot, store.Digest, error)
}

// form is the ending of the file, which compression changes.
func (n input) form() string {
	return strings.TrimPrefix(n.File[max(0, strings.LastIndexByte(n.File, '/')+1):], n.Stem())
}

// loaded is a snapshot that was read, or could not be.
type loaded struct {
	at       int
	snapshot *model.Snapshot
	digest   store.Digest
	err      error
}

// ahead is how many snapshots are read before they are needed.
const ahead = 1

// walk reads snapshots from the newest to the one at lowest, while the ones before are
// visited.
func walk(ctx context.Context, inputs []input, lowest int, visit func(loaded) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make(chan loaded, ahead)
	go func() {
		defer close(results)
		for i := len(inputs) - 1; i >= lowest; i-- {
			s, digest, err := inputs[i].read()
			select {
			case results <- loaded{i, s, digest, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	for r := range results {
		if err := cmp.Or(ctx.Err(), visit(r)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// builder adds snapshots to a database.
type builder struct {
	tx       *sql.Tx
	inputs   []input
	base     int          // the snapshot that the index ends with, -1 for an empty index
	lastID   int          // its id
	skip     map[int]bool // snapshots that are known to be unreadable
	progress func(done, total int)

	series   diff.Series
	runs     *runs
	contents *contents
	insert   inserts
}

// add indexes the snapshots after the base.
func (b *builder) add(ctx context.Context) error {
	b.runs, b.contents = newRuns(), newContents()
	if err := b.insert.prepare(ctx, b.tx); err != nil {
		return err
	}
	var newer *row
	var base *model.Snapshot
	err := walk(ctx, b.inputs, max(0, b.base), func(r loaded) error {
		if b.progress != nil {
			b.progress(len(b.inputs)-r.at, len(b.inputs)-max(0, b.base))
		}
		n := b.inputs[r.at]
		if r.err != nil {
			if r.at == b.base {
				return r.err
			}
			if b.skip[r.at] {
				return nil
			}
			return b.insert.unreadable(ctx, n, r.err)
		}
		older := &row{id: b.lastID + r.at - b.base, input: n, digest: r.digest, snapshot: r.snapshot}
		if newer != nil {
			if err := b.step(ctx, newer, b.series.Compare(r.snapshot, newer.snapshot)); err != nil {
				return err
			}
		}
		if newer = older; r.at == b.base {
			base = r.snapshot
			return nil
		}
		b.runs.add(older.id, older.snapshot)
		b.contents.add(older.snapshot)
		return nil
	})
	if err == nil && newer != nil && base == nil {
		err = b.insert.snapshot(ctx, newer, nil)
	}
	if err != nil {
		return err
	}
	return b.finish(ctx, base)
}

// row is a snapshot to insert.
type row struct {
	id       int
	input    input
	digest   store.Digest
	snapshot *model.Snapshot
}

// step inserts a snapshot and what changed with it.
func (b *builder) step(ctx context.Context, r *row, report *diff.Report) error {
	if err := b.insert.snapshot(ctx, r, report); err != nil {
		return err
	}
	for n, c := range report.Changes {
		if err := b.insert.change(ctx, r.id, n, c); err != nil {
			return err
		}
	}
	for _, e := range slices.SortedFunc(maps.Keys(report.Lines), compareEntities) {
		l := report.Lines[e]
		if _, err := b.insert.lines.ExecContext(ctx, r.id, e.Kind, e.Name, e.Schema, e.Section, l.Old, l.New); err != nil {
			return err
		}
	}
	return nil
}

func compareEntities(a, b diff.Entity) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Section, b.Section))
}

// inserts are the statements that a builder repeats.
type inserts struct{ snapshots, unread, changes, lines *sql.Stmt }

func (in *inserts) prepare(ctx context.Context, tx *sql.Tx) error {
	for _, s := range []struct {
		to      **sql.Stmt
		table   string
		columns int
	}{
		{&in.snapshots, "_snapshots", 21}, {&in.unread, "_unreadable", 6}, {&in.changes, "_changes", 20}, {&in.lines, "_lines", 7},
	} {
		var err error
		*s.to, err = tx.PrepareContext(ctx, "INSERT INTO "+s.table+" VALUES (?"+strings.Repeat(", ?", s.columns-1)+")")
		if err != nil {
			return err
		}
	}
	return nil
}

// snapshot inserts a snapshot; the oldest has no report.
func (in *inserts) snapshot(ctx context.Context, r *row, report *diff.Report) error {
	n, s := r.input, r.snapshot
	stats := history.StatsOf(history.Snapshot{}, s)
	var levels [3]any
	var entities any
	if report != nil {
		for i, l := range diff.Levels {
			levels[i] = report.Summary.Levels[l]
		}
		b, err := json.Marshal(report.Summary.Entities)
		if err != nil {
			return err
		}
		entities = string(b)
	}
	_, err := in.snapshots.ExecContext(ctx, r.id, n.Stem(), n.form(), n.Size, stamp(n.Listed), r.digest[:], n.Name(), n.Time.Unix(), n.Layer, s.Layer, s.Source,
		knows(s), stats.Methods, stats.Constructors, stats.Errors, stats.Documented, stats.Known, levels[0], levels[1], levels[2], entities)
	return err
}

// stamp is the time of a file's last change, 0 where the backend does not know it.
func stamp(l store.Listed) int64 {
	if l.Changed.IsZero() {
		return 0
	}
	return l.Changed.UnixNano()
}

func (in *inserts) unreadable(ctx context.Context, n input, cause error) error {
	_, err := in.unread.ExecContext(ctx, n.Stem(), n.form(), n.Size, stamp(n.Listed), opened(cause), reasonOf(cause))
	return err
}

// opened reports whether a file that could not be read could be opened: whether it can is
// not visible in its size and time.
func opened(err error) bool {
	return !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrNotExist)
}

// reasonOf is an error without the name of the file, which depends on where the folder is.
func reasonOf(err error) string {
	var named *store.FileError
	if errors.As(err, &named) {
		err = named.Err
	}
	return err.Error()
}

func (in *inserts) change(ctx context.Context, snapshot, n int, c diff.Change) error {
	_, err := in.changes.ExecContext(ctx, snapshot<<24|n, snapshot, c.Rule, c.Level, c.Kind, c.Name, c.Param, c.Error, c.Code, c.Section,
		c.Old, c.New, c.Text, c.ID, c.Because, c.Direction, c.Group, c.Schema, c.Replacement, c.Renamed())
	return err
}
