// Package sanity decides whether a snapshot is plausible after another one of its site.
//
// Sites fail in ways that look like changes: a layout that changed empties a field on
// pages for an hour. Implausible and MassChanges are for consecutive nightly runs, Imported
// is for the versions of a history, which may be years apart.
//
// It is not for the changes themselves (package diff) nor for what is wrong in one
// snapshot (package verify). What to do with an implausible snapshot is the caller's
// decision.
//
// It guarantees that every reason names what is missing, with figures, and that the same
// snapshots give the same reasons in the same order.
package sanity
