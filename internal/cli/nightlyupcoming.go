package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/upcoming"
)

// onUpcoming is the word of --notify-on for upcoming items.
const onUpcoming = "upcoming"

// on parses --notify-on: a level, the word for upcoming items, or both. Without a level,
// every change counts.
func (f *nightlyFlags) on() (level diff.Level, coming bool, err error) {
	level = diff.Docs
	levels := 0
	for word := range strings.SplitSeq(f.notifyOn, ",") {
		switch {
		case word == onUpcoming:
			coming = true
		case slices.Contains(diff.Levels, diff.Level(word)):
			level = diff.Level(word)
			levels++
		default:
			levels = 2
		}
	}
	if levels > 1 {
		return "", false, invalid("notify-on", f.notifyOn, "breaking, compatible or docs; upcoming; or both, as in breaking,upcoming")
	}
	return level, coming, nil
}

// comingItems lists the upcoming items; none without a history of the site.
func (f *nightlyFlags) comingItems(ctx context.Context, c console) ([]upcoming.Item, error) {
	sources, err := f.sources.read()
	if err != nil {
		return nil, err
	}
	list, err := upcoming.List(ctx, c.folder(f.data), sources)
	if errors.Is(err, upcoming.ErrNoSite) || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return list, err
}

// beginUpcoming remembers what is coming before the first run that notifies of it, so that
// it notifies only of what is new, even if it is killed.
func (f *nightlyFlags) beginUpcoming(ctx context.Context, out *messages) error {
	if !f.tellsUpcoming(out) {
		return nil
	}
	folder := out.folder(f.data)
	known, err := upcoming.ReadKnown(folder)
	if err != nil || known != nil {
		return err
	}
	list, err := f.comingItems(ctx, out.console)
	if err != nil {
		return err
	}
	return upcoming.WriteKnown(folder, list)
}

func (f *nightlyFlags) tellsUpcoming(out *messages) bool {
	_, coming, err := f.on()
	return err == nil && coming && out.hasChannels
}

// endUpcoming notifies the channels of upcoming items that are new. If all channels fail,
// the next run does it.
func (f *nightlyFlags) endUpcoming(ctx context.Context, out *messages) error {
	if !f.tellsUpcoming(out) || ctx.Err() != nil {
		return nil
	}
	folder := out.folder(f.data)
	known, err := upcoming.ReadKnown(folder)
	if err != nil {
		return err
	}
	list, err := f.comingItems(ctx, out.console)
	if err != nil {
		return err
	}
	if fresh := known.New(list); len(fresh) > 0 {
		var lines []string
		for _, i := range fresh {
			lines = append(lines, upcomingLine(i))
		}
		title := fmt.Sprintf("Upcoming, not in the schema yet: %d new", len(fresh))
		if failed := out.channels.SendList(ctx, title, lines); failed == out.channels.Len() || ctx.Err() != nil {
			return nil
		}
	}
	return upcoming.WriteKnown(folder, list)
}

// upcomingLine is an item in one line.
func upcomingLine(i upcoming.Item) string {
	text := i.Title()
	if i.Layer > 0 {
		text += fmt.Sprintf("; layer %d", i.Layer)
	}
	return text + "; " + string(i.Status) + "; " + i.Where()
}

// warnUpcoming reports that people could not be notified of upcoming items. The run is good
// all the same.
func (f *nightlyFlags) warnUpcoming(out *messages, err error) {
	if err != nil {
		fmt.Fprintf(out.console.err, "tlcrawl: upcoming items: %s\n", terminal.Line(err.Error()))
	}
}
