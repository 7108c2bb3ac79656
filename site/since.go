package site

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/internal/prose"
)

// since is the snapshot since which something is there.
type since struct {
	history.Stats
	// File is the page with the change that added it, empty if the first snapshot had it.
	File, ID string
}

// datedSentence is a sentence of a description.
type datedSentence struct {
	Text  string
	Since since
}

// life is the history of an entity since it is there without interruption.
type life struct {
	events []event // oldest first
	start  since
}

// lifeOf returns the life of an entity, under earlier names as well.
func (b *builder) lifeOf(e diff.Entity) life {
	return b.lifeBefore(e, b.stats[len(b.stats)-1].Time.Add(1))
}

// lifeBefore returns the life of what had a name before a time.
func (b *builder) lifeBefore(e diff.Entity, end time.Time) life {
	events := b.events[e]
	for len(events) > 0 && !events[len(events)-1].Set.New.Time.Before(end) {
		events = events[:len(events)-1]
	}
	for i, v := range slices.Backward(events) {
		switch {
		case v.Came && v.rule == string(e.Kind)+"-renamed":
			before := b.lifeBefore(diff.Entity{Kind: e.Kind, Name: v.old}, v.Set.New.Time)
			return life{slices.Concat(before.events, events[i+1:]), before.start}
		case v.Came:
			return life{events[i+1:], v.since()}
		}
	}
	return life{events, since{Stats: b.stats[0]}}
}

func (v event) since() since { return since{v.Set.New, v.File, v.ID} }

// find returns the last event that holds, or the start.
func (l life) find(began func(event) bool) since {
	for _, v := range slices.Backward(l.events) {
		if began(v) {
			return v.since()
		}
	}
	return l.start
}

// param tells since when a parameter is there under its name.
func (l life) param(name string) since {
	return l.find(func(v event) bool {
		return v.rule == "param-added" && v.param == name || v.rule == "param-renamed" && v.new == name
	})
}

// failure tells since when an error is there with its code.
func (l life) failure(k history.ErrorKey) since {
	return l.find(func(v event) bool {
		return v.rule == "error-added" && v.error == k ||
			v.rule == "error-code-changed" && v.error.Type == k.Type && v.new == strconv.Itoa(k.Code)
	})
}

// sentences tells since when each sentence of a description is there; nothing if all of
// them are as old as the entity.
func (l life) sentences(text string) []datedSentence {
	if !slices.ContainsFunc(l.events, describes) {
		return nil
	}
	var list []datedSentence
	later := false
	split := map[string][]string{} // most texts are the end of one change and the start of the next
	in := func(text, s string) bool {
		if _, ok := split[text]; !ok {
			split[text] = sentencesOf(text)
		}
		return slices.Contains(split[text], s)
	}
	for _, s := range sentencesOf(text) {
		d := datedSentence{s, l.start}
		for _, v := range slices.Backward(l.events) {
			if !describes(v) || in(v.old, s) {
				continue
			}
			if in(v.new, s) {
				d.Since = v.since()
			}
			break
		}
		later = later || d.Since != l.start
		list = append(list, d)
	}
	if !later {
		return nil
	}
	return list
}

// describes reports whether an event changed the description of an entity.
func describes(v event) bool {
	return strings.HasPrefix(v.rule, "description-") || strings.HasPrefix(v.rule, "documentation-")
}

// sentenceEnd matches the space after a sentence.
var sentenceEnd = regexp.MustCompile(`[.!?]\s+|\n+`)

// sentencesOf splits a Markdown text into plain sentences.
func sentencesOf(text string) []string {
	var list []string
	add := func(s string) {
		if s = prose.Plain(strings.TrimSpace(s)); s != "" {
			list = append(list, s)
		}
	}
	at := 0
	for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
		add(text[at : m[0]+1])
		at = m[1]
	}
	add(text[at:])
	return list
}
