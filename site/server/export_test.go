package server

import (
	"maps"
	"slices"
)

// Paths are the paths of the API.
func Paths() []string { return slices.Sorted(maps.Keys((&Server{}).answers())) }
