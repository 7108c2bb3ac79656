package sanity

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/model"
)

// The largest parts that may be missing from a version of a history.
const (
	maxStep         = 0.50 // of anything, however many layers are between two versions
	maxGoneOfSchema = 0.50 // of a committed schema
)

// Imported lists the reasons why a version of a history is implausible after the one before
// it. The limits grow with the number of layers between them. A schema or an error table
// without pages is implausible only if half of it is missing. Parts that one of the two lacks completely,
// because of its source, do not count.
func Imported(old, new *model.Snapshot) []string {
	if Pages(old) == 0 || Pages(new) == 0 {
		reasons := goneOver(old, new, maxGoneOfSchema)
		goneOfTable(old.ErrorTable, new.ErrorTable, goneCheck(&reasons, maxGoneOfSchema))
		return reasons
	}
	if new.Layer < old.Layer && new.Layer > 0 {
		return []string{fmt.Sprintf("it is of layer %d, and the version before it has layer %d", new.Layer, old.Layer)}
	}
	steps := float64(max(1, new.Layer-old.Layer))
	var reasons []string
	for _, f := range features {
		had, has := f.count(old), f.count(new)
		if had >= minimum && float64(had-has) > min(maxStep, maxDrop*steps)*float64(had) {
			reasons = append(reasons, fmt.Sprintf("%s: %d of %d are missing", f.name, had-has, had))
		}
	}
	limit := maxGoneSame
	if new.Layer != old.Layer {
		limit = min(maxStep, maxGone*steps)
	}
	reasons = append(reasons, goneOver(old, new, limit)...)
	if documented, lost := lostWords(old, new); lost >= MinimumLost && float64(lost) > maxLost*steps*float64(documented) {
		reasons = append(reasons, fmt.Sprintf("%d of %d documented pages no longer have a description", lost, documented))
	}
	return reasons
}

// LostPages returns a reason where pages are missing together of entities that the new
// snapshot still has, as a collector loses them.
func LostPages(old, new *model.Snapshot) []string {
	if had, lost := lostPages(old, new); lost >= MinimumLost && float64(lost) > maxLost*float64(had) {
		return []string{fmt.Sprintf("%d of %d pages are missing, though the schema still has their lines", lost, had)}
	}
	return nil
}

// lostPages counts the pages of entities that both snapshots have, and those of them that
// the new one has no page of.
func lostPages(old, new *model.Snapshot) (had, lost int) {
	eachPage(old, new, func(was, is *bool) {
		if was != nil {
			had++
			if is == nil {
				lost++
			}
		}
	})
	return had, lost
}
