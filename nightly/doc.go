// Package nightly runs one crawl of an unattended job: it locks the data folder, crawls,
// checks that the result is plausible, stores the snapshot if it differs from the newest
// one, reports the changes, writes a manifest of the run, and then prunes and compresses.
//
// It is for cron. It is not for crawling (package scrape) or comparing (package diff): the
// caller passes a function that crawls, and one that notifies.
//
// It guarantees that the newest good snapshot is never lost, that an implausible result is
// quarantined and never reported as changes, that a change is reported at least once even
// if runs are killed, that one run at a time uses a folder, and that the same problem is
// reported once when it starts and once when it ends. A failure after the snapshot was
// stored does not affect the snapshot.
package nightly
