// Package upstream follows the schemas in the repositories of clients, which have a layer
// days or weeks before the documentation site does.
//
// A [Source] is a file of such a repository. Fetch downloads the sources and stores each
// new revision as a snapshot in a history of its own, next to that of the site: everything
// that works on histories works on it. StatusOf compares the newest revisions with the
// newest snapshot of the site.
//
// It is not for the history before the first fetch, which history/importer reads from git,
// and it uses no API of a code host: a source is an address that answers GET.
//
// It promises that:
//   - a revision is reported once, and nothing is reported while a source stays the same;
//   - a revision is provisional until a snapshot of the site of the same layer has all of
//     its lines;
//   - a source that fails affects neither the others nor what is stored, and is reported
//     once when that begins and once when it ends.
package upstream
