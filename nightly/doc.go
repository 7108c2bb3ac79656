// Package nightly runs one crawl of a job that nobody watches: it locks the data
// folder, has the site crawled, doubts what is too strange to be true, keeps the
// snapshot if it differs from the newest one, writes the report beside it and a
// manifest of the run, prunes, and packs the older snapshots.
//
// It is for cron. It is not for crawling (package scrape), nor for comparing
// (package diff): it is told how to crawl by a function.
//
// It promises that whatever happens the newest good snapshot stays, that a new one
// is kept exactly when something changed, that one run works on a folder at a time,
// and that the same trouble is told once when it starts and once when it ends.
package nightly
