// Package history reads many snapshots of one site in their order: what changed with each,
// what changed in one name.
//
// It is for a handful of snapshots, and for those that are in no data folder. It is not for
// finding snapshots (package store), nor for comparing two (package diff), nor for years:
// package history/index answers the same questions and more from an index.
//
// It promises that it holds two snapshots in memory at most, that a renamed entity is
// followed to its earlier name, and that a snapshot that cannot be read is reported and
// left out: its neighbours are compared with each other.
package history
