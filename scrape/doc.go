// Package scrape reads the pages of Telegram's MTProto API reference
// (https://corefork.telegram.org and its sister sites) and crawls the whole
// reference into a snapshot.
//
// Read turns the bytes of one page into a Page; it knows no network. Crawl asks a
// Source for every page of a site, has them read, and folds them in the order of
// the site's own index; it knows no HTML. Package scrape/fetch holds the Source
// that asks the real site.
//
// It is not for comparing snapshots (package diff) nor for keeping them (package
// store).
//
// It promises that a page is believed only if it is whole, of this site and of the
// layer asked for; that nothing a page says is dropped (what no rule knows is kept
// under Sections), nothing it does not say is guessed; and that the same pages give
// the same snapshot, in whatever order they arrive.
package scrape
