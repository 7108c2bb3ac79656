// Package sanity decides whether a snapshot is plausible after another one of its site.
//
// Sites fail in ways that look like changes: a layout that changed empties a field on
// hundreds of pages, a backend serves an older layer, a collector loses a tenth of the
// pages for an hour. Implausible and MassChanges are for one night after another,
// Imported is for the versions of a history, between which years may lie.
//
// It is not for the changes themselves (package diff) nor for what is wrong in one
// snapshot (package verify). What to do with an implausible snapshot is the caller's
// decision.
//
// It promises that every reason names what is missing, with figures, and that the same
// snapshots give the same reasons in the same order.
package sanity
