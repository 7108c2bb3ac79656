// Package latest keeps the newest snapshot of a site as plain files, SITE/latest in the
// data folder:
//
//	snapshot.json  the snapshot
//	api.tl         the API's schema, as the command tl prints it
//	errors.json    the errors of both sources in the shape of the site's /api/errors.json
//	report.md      what changed since the snapshot before; for the first one, what it has
//
// It is for people and programs that read a data folder in a repository: a commit or pull
// request shows the difference of the schema itself. It is not the history: nothing reads
// these files back, and they can be deleted at any time.
//
// It promises that the same folder gives the same bytes, that a file whose contents would
// not change is not written, that file names never depend on text of the site, and that a
// file about something that the newest snapshot does not have is removed.
package latest
