//go:build race

package store_test

// Long tests use a part of a full layer and of a hundred snapshots: the race detector makes
// each of them ten times slower.
const (
	part       = 50
	manyNights = 40
)
