// Package upcoming lists what is coming to the site's schema: methods, constructors, types
// and lines that the site announces for a later layer, or that a client's repository has and
// the site does not.
//
// It is for early warnings. It is not for changes of the site, which package diff compares,
// nor for fetching client repositories, which package upstream does: it reads histories in a
// data folder.
//
// An item is final if the site itself announces it, or if two independent clients have it
// with the same line; clients are independent if their repositories have different owners.
// Otherwise it is provisional: it may change or disappear. An announced item's line comes
// from a client, so it may still change.
//
// Only clients that are at the site's layer or ahead of it count, and of these only what they
// have since a layer that is not below the site's: everything else was removed from the
// site, or is the client's own.
//
// It promises that the same folder gives the same list, in one order: by layer, kind and
// name. It answers from the indexes of the histories and reads no snapshots.
package upcoming
