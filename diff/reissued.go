package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// reissued reports that a source has another schema under the same number of a layer, as
// clients' repositories often do. It is for schemas without pages: the site shows a layer as
// it is.
func (c *comparison) reissued(old, new *model.Snapshot, was, is entities) {
	if old.Layer != new.Layer || old.Layer == 0 || !c.sameSource || !schemaOnly(old, was) || !schemaOnly(new, is) {
		return
	}
	n := differingLines(was, is)
	if n == 0 {
		return
	}
	lines := "1 line"
	if n > 1 {
		lines = fmt.Sprintf("%d lines", n)
	}
	c.add(Change{Rule: "layer-reissued", Kind: KindLayer, Name: strconv.Itoa(new.Layer), Section: lines, Old: schemaDigest(was), New: schemaDigest(is)})
}

// schemaOnly reports whether a snapshot is of a complete schema, and of no page.
func schemaOnly(s *model.Snapshot, all entities) bool {
	if s.Order == nil {
		return false
	}
	for _, kind := range model.Kinds {
		for _, e := range all[kind] {
			if e.documented != nil || e.schemaTL != "" {
				return false
			}
		}
	}
	return true
}

// combinators are the kinds of entities that have a line.
var combinators = []model.Kind{model.KindMethod, model.KindConstructor}

// differingLines counts the entities whose lines differ, or that only one side has.
func differingLines(was, is entities) (n int) {
	for _, kind := range combinators {
		for name, o := range was[kind] {
			if i, stays := is[kind][name]; !stays || !sameLine(o.schemaLine(), i.schemaLine()) {
				n++
			}
		}
		for name := range is[kind] {
			if _, stayed := was[kind][name]; !stayed {
				n++
			}
		}
	}
	return n
}

// sameLine compares two lines of one name. White space does not count, nor an id that only
// one of them has.
func sameLine(a, b string) bool {
	if a == b {
		return true
	}
	nameA, restA := splitLine(a)
	nameB, restB := splitLine(b)
	if strings.Contains(nameA, "#") != strings.Contains(nameB, "#") {
		nameA, nameB = "", ""
	}
	return nameA == nameB && restA == restB
}

// splitLine splits a line into the name with the id, and the rest.
func splitLine(tl string) (name, rest string) {
	name, rest, _ = strings.Cut(strings.Join(strings.Fields(tl), " "), " ")
	return name, rest
}

// schemaDigest identifies the lines of a schema, whatever their order.
func schemaDigest(all entities) string {
	var lines []string
	for _, kind := range combinators {
		for _, e := range all[kind] {
			lines = append(lines, string(kind)+" "+e.schemaLine())
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:4])
}
