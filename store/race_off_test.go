//go:build !race

package store_test

// Long tests use a full layer, and a hundred snapshots.
const (
	part       = 1
	manyNights = 100
)
