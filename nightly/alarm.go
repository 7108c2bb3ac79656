package nightly

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/model"
)

// A feature that so many entities had, and none has now, did not vanish: the
// site's layout changed, and the reader of its pages must follow.
const manyHad = 20

// More than this share of the methods is not taken from the API in one night.
const goneShare = 0.10

// More than this share of the documented pages do not lose their words in one
// night, if there are at least fewLost of them.
const (
	lostShare = 0.02
	fewLost   = 5
)

// alarms lists why the new snapshot is too strange to follow the old one.
func alarms(old, new *model.Snapshot) []string {
	var list []string
	for _, f := range features {
		if had, has := f.count(old), f.count(new); had >= manyHad && has == 0 {
			list = append(list, fmt.Sprintf("%s: there were %d, there is none now", f.name, had))
		}
	}
	gone := 0
	for name := range old.Methods {
		if new.Methods[name] == nil {
			gone++
		}
	}
	if gone >= manyHad && float64(gone) > goneShare*float64(len(old.Methods)) {
		list = append(list, fmt.Sprintf("%d of %d methods are gone", gone, len(old.Methods)))
	}
	documented, lost := lostWords(old, new)
	if lost >= fewLost && float64(lost) > lostShare*float64(documented) {
		list = append(list, fmt.Sprintf("%d of %d documented pages say nothing any more", lost, documented))
	}
	return list
}

// lostWords counts the documented entities that both snapshots crawled, and which
// of them are no longer documented.
func lostWords(old, new *model.Snapshot) (documented, lost int) {
	tally := func(was, is *bool) {
		if was != nil && *was && is != nil {
			documented++
			if !*is {
				lost++
			}
		}
	}
	for name, m := range old.Methods {
		if n := new.Methods[name]; n != nil {
			tally(m.Documented, n.Documented)
		}
	}
	for name, c := range old.Constructors {
		if n := new.Constructors[name]; n != nil {
			tally(c.Documented, n.Documented)
		}
	}
	for name, t := range old.Types {
		if n := new.Types[name]; n != nil {
			tally(t.Documented, n.Documented)
		}
	}
	return documented, lost
}
