// Package mirror stores the raw pages of a site on disk, so that an interrupted crawl can
// resume, unchanged pages are not downloaded again, and a snapshot can be made offline.
//
// Pages are stored as telegram-crawler does, HOST/method/NAME.html; those of a layer
// requested by number are under layer-N/. Offline, it reads any folder of that layout.
// The state of a run and the validators of pages are in HOST/.tlcrawl.
//
// It does not check pages: it stores what a crawl has accepted, and a crawl checks again
// what it returns.
//
// It guarantees that pages are written atomically, that no name from the site leads out of
// its folder, that two names that differ only in case are two files on every system, and
// that a completed run starts the next one fresh.
package mirror
