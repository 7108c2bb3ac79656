package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
)

// part is one of the pages of a large change set.
type part struct {
	File string
	// Level is that of its changes; empty if the set has a single page.
	Level diff.Level
	Count int
	// First and Last are the names that it begins and ends with.
	First, Last string
}

// reportPart is a part with its changes.
type reportPart struct {
	part
	changes []diff.Change
}

// maxPart is how many bytes of changes a page takes, so that it stays below 60 KB when it is
// compressed; perChange is about what the markup of a change adds.
const maxPart, perChange = 280_000, 700

// split divides the changes of a report into pages of one level each, if one page would be
// too heavy. It returns the part of each change.
func split(file string, r *diff.Report) (parts []reportPart, place []int) {
	place = make([]int, len(r.Changes))
	if bulk(r.Changes) <= maxPart {
		return []reportPart{{part{File: file, Count: len(r.Changes)}, r.Changes}}, place
	}
	heads := headsOf(r.Changes)
	weights := map[int]int{} // of a change with those shown under it
	for i := range r.Changes {
		weights[heads[i]] += bulk(r.Changes[i : i+1])
	}
	room := 0
	var before diff.Entity
	for i, c := range r.Changes {
		if heads[i] != i {
			continue
		}
		n, same := len(parts), before == c.Entity()
		if before = c.Entity(); n == 0 || parts[n-1].Level != c.Level || !same && room+weights[i] > maxPart {
			parts = append(parts, reportPart{part: part{File: numbered(file, n+1), Level: c.Level, First: c.Subject()}})
			room = 0
		}
		room += weights[i]
		place[i] = len(parts) - 1
		parts[len(parts)-1].Last = c.Subject()
	}
	for i, c := range r.Changes {
		p := &parts[place[heads[i]]]
		place[i] = place[heads[i]]
		p.changes = append(p.changes, c)
		p.Count++
	}
	return parts, place
}

func numbered(file string, n int) string {
	if n == 1 {
		return file
	}
	return fmt.Sprintf("%s-%d.html", strings.TrimSuffix(file, ".html"), n)
}

// bulk estimates the bytes of changes on a page.
func bulk(list []diff.Change) (sum int) {
	for _, c := range list {
		sum += perChange + len(c.Old) + len(c.New) + len(c.Text)
	}
	return sum
}

// headsOf returns for each change the one that it is shown under: the one it follows from,
// or the first of its group; else itself.
func headsOf(list []diff.Change) []int {
	byID, group := map[string]int{}, map[string]int{}
	for i, c := range list {
		byID[c.ID] = i
		if _, known := group[c.Group]; c.Group != "" && !known {
			group[c.Group] = i
		}
	}
	heads := make([]int, len(list))
	for i, c := range list {
		heads[i] = i
		if first, grouped := group[c.Group]; grouped && c.Group != "" {
			heads[i] = first
		}
		for range list { // the longest possible chain
			cause, there := byID[list[heads[i]].Because]
			if !there {
				break
			}
			heads[i] = cause
		}
	}
	return heads
}

// report makes the report of a part.
func (p reportPart) report(whole *diff.Report) *diff.Report {
	if p.Level == "" {
		return whole
	}
	return diff.Restore(whole.Old, whole.New, slices.Clone(p.changes), whole.Lines)
}
