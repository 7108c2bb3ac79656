package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// statWidth is the default width of a line, as in git.
const statWidth = 80

// statBreaking marks entities with breaking changes.
const statBreaking = "!"

// Stat prints a line for each entity, like git diff --stat: how many changes it has, how
// many of them are additions, removals and others, and a mark if any is breaking. The last
// line is the total. An empty report prints nothing.
func Stat(w io.Writer, r *diff.Report, o Options) error {
	if len(r.Changes) == 0 {
		return nil
	}
	rows := statRows(r)
	names, counts := 0, 0
	for _, row := range rows {
		names = max(names, columns(plain(row.name)))
		counts = max(counts, len(fmt.Sprint(row.total())))
	}
	width := o.Width
	if width == 0 {
		width = statWidth
	}
	room := max(10, width-len(" ")-names-len(" ! | ")-counts-len(" "))
	most := 0
	for _, row := range rows {
		most = max(most, row.total())
	}
	p := newPaint(o.Color)
	var b strings.Builder
	for _, row := range rows {
		mark := " "
		if row.breaking {
			mark = p.line([]span{{text: statBreaking, style: asRemoved}})
		}
		pad := strings.Repeat(" ", names-columns(plain(row.name)))
		fmt.Fprintf(&b, " %s%s %s | %*d %s\n", row.name, pad, mark, counts, row.total(), p.line(row.graph(room, most)))
	}
	fmt.Fprintf(&b, " %s\n", statTotal(r, rows))
	_, err := io.WriteString(w, b.String())
	return err
}

// statRow counts the changes of one entity.
type statRow struct {
	name                    string
	added, removed, changed int
	breaking                bool
}

func (s statRow) total() int { return s.added + s.removed + s.changed }

// statRows are in the order of kinds and names.
func statRows(r *diff.Report) []*statRow {
	byEntity := map[diff.Entity]*statRow{}
	var rows []*statRow
	for _, kind := range diff.Kinds {
		for _, c := range ofKind(r, kind) {
			e := c.Entity()
			row := byEntity[e]
			if row == nil {
				row = &statRow{name: terminal.Line(c.Subject()) + Group{Entity: e, Direction: c.Direction}.Note()}
				byEntity[e] = row
				rows = append(rows, row)
			}
			row.breaking = row.breaking || c.Level == diff.Breaking
			switch c.Row().Effect {
			case diff.Added:
				row.added++
			case diff.Removed:
				row.removed++
			default:
				row.changed++
			}
		}
	}
	return rows
}

// graph draws the counts, scaled down if the largest would not fit; a count that is not 0
// has at least one character.
func (s statRow) graph(room, most int) []span {
	var parts []span
	for _, c := range []struct {
		n     int
		sign  string
		style style
	}{{s.added, "+", asAdded}, {s.removed, "-", asRemoved}, {s.changed, "~", asIs}} {
		n := c.n
		if most > room && n > 0 {
			n = max(1, n*(room-2)/most)
		}
		parts = append(parts, span{text: strings.Repeat(c.sign, n), style: c.style})
	}
	return parts
}

func statTotal(r *diff.Report, rows []*statRow) string {
	var all statRow
	for _, row := range rows {
		all.added += row.added
		all.removed += row.removed
		all.changed += row.changed
	}
	entities := "entities"
	if len(rows) == 1 {
		entities = "entity"
	}
	return fmt.Sprintf("%d %s: %d added(+), %d removed(-), %d changed(~); %s", len(rows), entities, all.added, all.removed, all.changed, counts(r.Summary))
}

// ofKind returns the changes of one kind by name.
func ofKind(r *diff.Report, k model.Kind) []diff.Change {
	list := slices.DeleteFunc(slices.Clone(r.Changes), func(c diff.Change) bool { return c.Kind != k })
	slices.SortStableFunc(list, func(a, b diff.Change) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
