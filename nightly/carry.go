package nightly

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/sanity"
)

// carryOver repairs temporary errors of the site before the new snapshot is compared. Each
// correction is noted in the manifest.
func (r *run) carryOver(old, new *model.Snapshot) {
	r.carryTables(old, new)
	r.carryPages(old, new)
}

// carryTables keeps the newer of two error tables and lists of layers: backends of the site
// may temporarily serve an older one. One that stays older for a week is accepted.
func (r *run) carryTables(old, new *model.Snapshot) {
	if was, is := old.ErrorTable, new.ErrorTable; was != nil && is != nil && is.Layer > 0 && is.Layer < was.Layer && !r.staleForLong(is.Layer) {
		new.ErrorTable = was
		r.note("error table of layer %d ignored, keeping the one of layer %d", is.Layer, was.Layer)
	}
	if was, is := newestLayer(old), newestLayer(new); is > 0 && is < was {
		new.Layers = old.Layers
		r.note("list of layers up to %d ignored, keeping the one up to %d", is, was)
	}
}

func (r *run) note(format string, args ...any) {
	r.result.Notes = append(r.result.Notes, fmt.Sprintf(format, args...))
}

// maxStaleRuns is the number of good runs in a row after which an older table is accepted.
const maxStaleRuns = 7

// staleForLong reports whether the last good runs only saw the error table of this older
// layer.
func (r *run) staleForLong(layer int) bool {
	n := 0
	for _, m := range r.history {
		if !m.Outcome.Good() {
			continue
		}
		if m.Layers[errorTable] != layer {
			return false
		}
		if n++; n == maxStaleRuns {
			return true
		}
	}
	return false
}

func newestLayer(s *model.Snapshot) int {
	newest := 0
	for _, l := range s.Layers {
		newest = max(newest, l.Layer)
	}
	return newest
}

// carryPages keeps, for one run, pages that turned into "Page not found" together: they
// count as removed if the next run does not find them either.
func (r *run) carryPages(old, new *model.Snapshot) {
	before := r.lastMissing()
	var missing []string
	for name, is := range model.Sorted(new.Methods) {
		if was := old.Methods[name]; was != nil && was.TL == is.TL && turnedStub(was.Documented, is.Documented, is.Description) {
			missing = append(missing, "method/"+name)
		}
	}
	for name, is := range model.Sorted(new.Constructors) {
		if was := old.Constructors[name]; was != nil && was.TL == is.TL && turnedStub(was.Documented, is.Documented, is.Description) {
			missing = append(missing, "constructor/"+name)
		}
	}
	for name, is := range model.Sorted(new.Types) {
		if was := old.Types[name]; was != nil && turnedStub(was.Documented, is.Documented, is.Description) {
			missing = append(missing, "type/"+name)
		}
	}
	missing = slices.DeleteFunc(missing, func(page string) bool { return slices.Contains(before, page) })
	if len(missing) < sanity.MinimumLost {
		return
	}
	r.result.Missing = missing
	r.note("%d pages are missing; keeping them until the next run checks again", len(missing))
	for _, page := range missing {
		keepPage(old, new, page)
	}
}

func turnedStub(was, is *bool, description string) bool {
	return was != nil && *was && is != nil && !*is && description == ""
}

// keepPage copies the content of an entity's page.
func keepPage(old, new *model.Snapshot, page string) {
	kind, name, _ := strings.Cut(page, "/")
	switch model.Kind(kind) {
	case model.KindMethod:
		new.Methods[name] = old.Methods[name]
	case model.KindConstructor:
		new.Constructors[name] = old.Constructors[name]
	case model.KindType:
		kept := *old.Types[name]
		kept.Constructors, kept.Methods = new.Types[name].Constructors, new.Types[name].Methods
		new.Types[name] = &kept
	}
}

// lastMissing returns the pages that the last good run did not find.
func (r *run) lastMissing() []string {
	for _, m := range r.history {
		if m.Outcome.Good() {
			return m.Missing
		}
	}
	return nil
}
