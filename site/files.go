package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/internal/casename"
	"github.com/tlcrawl/tlcrawl/model"
)

// files maps every entity of any snapshot to its file, relative to the root.
type files struct {
	of    map[diff.Entity]string
	taken map[string]bool // in lower case, for case-insensitive file systems
}

func newFiles() *files { return &files{map[diff.Entity]string{}, map[string]bool{}} }

// place assigns a file to an entity. Of two that differ only in case the later one gets
// another name, so that no address changes its entity when snapshots are added.
func (f *files) place(e diff.Entity) {
	if f.of[e] != "" {
		return
	}
	stem := stemOf(e)
	file := string(e.Kind) + "/" + stem
	if f.taken[strings.ToLower(file)] {
		file += "~" + casename.Mark(stem)
	}
	f.taken[strings.ToLower(file)] = true
	f.of[e] = file + ".html"
}

// maxStem is how long the name of an error may be to be the name of a file.
const maxStem = 100

// stemOf is the name of an entity's file, without the mark of names that differ only in case.
func stemOf(e diff.Entity) string {
	if e.Kind == diff.KindError {
		if numberless := strings.ReplaceAll(e.Name, "%d", ""); len(e.Name) <= maxStem && plain.MatchString(numberless) {
			return strings.ReplaceAll(e.Name, "%d", "~")
		}
		return "~." + digest(e.Name)
	}
	if model.CheckName(e.Name) != nil { // from a file that was not validated
		return "~" + digest(e.Name)
	}
	return e.Name
}

// entities lists everything in a snapshot, ordered by kind and name.
func entities(s *model.Snapshot) []diff.Entity {
	var list []diff.Entity
	for name := range model.Sorted(s.Methods) {
		list = append(list, diff.Entity{Kind: model.KindMethod, Name: name})
	}
	for name := range model.Sorted(s.Constructors) {
		list = append(list, diff.Entity{Kind: model.KindConstructor, Name: name})
	}
	for name := range model.Sorted(s.Types) {
		list = append(list, diff.Entity{Kind: model.KindType, Name: name})
	}
	return append(list, announced(s)...)
}

// announced lists what the site announces for another layer.
func announced(s *model.Snapshot) []diff.Entity {
	if s.Announced == nil {
		return nil
	}
	var list []diff.Entity
	for name := range model.Sorted(s.Announced.Methods) {
		list = append(list, diff.Entity{Kind: model.KindMethod, Name: name})
	}
	for name := range model.Sorted(s.Announced.Constructors) {
		list = append(list, diff.Entity{Kind: model.KindConstructor, Name: name})
	}
	for name := range model.Sorted(s.Announced.Types) {
		list = append(list, diff.Entity{Kind: model.KindType, Name: name})
	}
	return list
}

// plain matches names that need no escaping in an address.
var plain = regexp.MustCompile(`^[A-Za-z0-9_]+$`)

// anchor is the anchor of an error on the page of errors.
func anchor(k history.ErrorKey) string {
	if plain.MatchString(k.Type) {
		return fmt.Sprintf("e-%d-%s", k.Code, k.Type)
	}
	return fmt.Sprintf("e-%d--%s", k.Code, digest(k.Type))
}

// hexID matches the number of a combinator.
var hexID = regexp.MustCompile(`^[0-9a-f]{8}$`)

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}
