package importer

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// lane is what an input has of one site, oldest first.
type lane struct {
	// source is the address of the site.
	source   string
	versions []version
}

// version is one state of a source.
type version struct {
	// name is for messages: a commit and a path, or a file.
	name string
	time time.Time
	// content identifies what the version is made of, where that is known.
	content string
	// load reads the version. Versions that are shared build on each other: each is loaded
	// or skipped, in order and one at a time.
	load   func(context.Context) (*loaded, error)
	skip   func()
	shared bool
}

// loaded is a version that was read.
type loaded struct {
	snapshot *model.Snapshot
	// failed are the pages that could not be read, which the snapshot lacks.
	failed []Refusal
	// pages is set where an entity may lack its page though it had one before.
	pages bool
}

// Refusal says why a version, or a page of it, was not imported.
type Refusal struct {
	// Version is its name: a commit and a path, or a file.
	Version string
	Time    time.Time
	// Reason says what is wrong. Implausible is set where the version can be read and is
	// implausible.
	Reason      error
	Implausible bool
}

func (r Refusal) String() string {
	return fmt.Sprintf("%s (%s): %v", r.Version, r.Time.UTC().Format(time.RFC3339), r.Reason)
}

// increasing makes the times of versions whole seconds, each later than the one before.
func increasing(list []version) {
	for i := range list {
		list[i].time = list[i].time.UTC().Truncate(time.Second)
		if i > 0 && !list[i].time.After(list[i-1].time) {
			list[i].time = list[i-1].time.Add(time.Second)
		}
	}
}

// short is a commit's id as people write it.
func short(commit string) string { return commit[:min(12, len(commit))] }

// decode reads a file of any form, and merges it with that of --with.
func (r *run) decode(b []byte) (*model.Snapshot, error) {
	s, err := r.decoder.Decode(bytes.NewReader(b))
	if err != nil || r.With == nil {
		return s, err
	}
	return Merge(s, r.With)
}

// complete sets what the user knows better than the source.
func (r *run) complete(s *model.Snapshot, source string) *model.Snapshot {
	c := *s
	c.Source = source
	if r.Layer != 0 {
		c.Layer = r.Layer
	}
	return &c
}
