//go:build !race

package store_test

// Long tests take all of a full layer, and a hundred nights.
const (
	part       = 1
	manyNights = 100
)
