// Package scrape crawls Telegram's MTProto API reference (https://corefork.telegram.org
// and its sister sites) into a model.Snapshot.
//
// Crawl requests every page of a site from a Source, has package page read it, and
// assembles the results in the order of the site's own index. Package fetch has the
// Source for the real site, package mirror one that keeps pages on disk.
//
// It is not for reading HTML (package page), for HTTP (package fetch), for comparing
// snapshots (package diff) or storing them (package store).
//
// It guarantees:
//   - Crawls are all-or-nothing, unless Options.AllowPartial says otherwise.
//   - A page counts only if it is complete, belongs to its address and to the layer of
//     the crawl. Whatever else arrives is retried, then reported as a PageError.
//   - The same pages give the same snapshot, in whatever order they arrive.
package scrape
