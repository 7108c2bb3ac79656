package site

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// event is a change in the history of an entity.
type event struct {
	Set *changeSet
	// File is the page that shows it.
	File     string
	ID, Text string
	Level    diff.Level
	// Came is set if the entity exists since then, perhaps under another name before.
	Came bool

	rule, param string
	error       history.ErrorKey
	// old and new are the texts or the names of what since looks for.
	old, new string
}

// failureEvent is a change of an error on the page of a method.
type failureEvent struct {
	Method string
	event
}

// maxSentence is how many bytes of a sentence a history shows.
const maxSentence = 300

// note records a change in the history of an entity.
func (c *timeline) note(e diff.Entity, set *changeSet, file string, ch diff.Change, sentence string) {
	v := event{
		Set: set, File: file, ID: ch.ID, Text: shorten(terminal.Line(sentence), maxSentence), Level: ch.Level,
		Came: e.Name == ch.Name && (announcedBy(ch) || ch.Renamed() || ch.Whole() && ch.Old == ""),
		rule: ch.Rule, param: ch.Param, error: history.ErrorKey{Code: ch.Code, Type: ch.Error},
	}
	if dates(ch) {
		v.old, v.new = ch.Old, ch.New
	}
	c.events[e] = append(c.events[e], v)
	if ch.Kind == model.KindMethod && ch.Error != "" {
		v.old, v.new = "", ""
		c.failures[ch.Error] = append(c.failures[ch.Error], failureEvent{ch.Name, v})
	}
}

// dates reports whether the values of a change tell since when something is there.
func dates(ch diff.Change) bool {
	switch ch.Row().Part {
	case diff.PartEntity:
		return ch.Renamed()
	case diff.PartDescription:
		return true
	case diff.PartParams:
		return ch.Prose() || ch.Rule == "param-renamed"
	case diff.PartErrors:
		return ch.Rule == "error-code-changed"
	}
	return false
}

func removed(c diff.Change) bool {
	return c.Whole() && c.New == "" || strings.HasSuffix(c.Rule, "-announcement-withdrawn")
}

func announcedBy(c diff.Change) bool { return strings.HasSuffix(c.Rule, "-announced") }

// shorten truncates a long sentence to a number of bytes; the change set shows all of it.
func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	runes := []rune(s[:most])
	return string(runes[:len(runes)-1]) + "…" // the last one may be truncated
}
