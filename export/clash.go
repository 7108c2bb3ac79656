package export

import (
	"maps"
	"slices"
	"strings"
)

// Clashes returns the types that Telethon and Pyrogram map to one class, because a class
// name has neither values nor underscores: FILE_REFERENCE_EXPIRED and
// FILE_REFERENCE_%d_EXPIRED. A library that is generated from both knows only one of them.
func Clashes(t *Table) [][]string {
	classes := map[string][]string{}
	for _, of := range t.types() {
		name := pythonName(of.name)
		if !identifier.MatchString(name) {
			continue
		}
		class := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "_X", "_"), "_", ""))
		classes[class] = append(classes[class], of.name)
	}
	var clashes [][]string
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		if len(classes[class]) > 1 {
			clashes = append(clashes, classes[class])
		}
	}
	return clashes
}
