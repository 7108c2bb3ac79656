// Package index keeps an SQLite database of everything that changed in the snapshots of a
// site, so that questions about years take milliseconds.
//
// It is for the history of a name, for since when something holds, for searching names and
// descriptions, and for questions of users in SQL. It is not a copy of anything: all of it
// is derived from the snapshots. What is pruned from the data folder is gone from the index.
//
// It promises that an index that is missing, damaged, of another version of tlcrawl, or
// older than the snapshots is rebuilt or extended before it answers; that the rows are the
// same however it came about; that index.db is only ever replaced as a whole, so that a
// killed process and concurrent readers do no harm; that a folder which cannot be written
// to can still be asked; and that a snapshot that cannot be read is named and left out.
package index
