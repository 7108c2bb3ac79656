// Package mirror keeps the raw pages of a site on disk, so that a crawl that was
// killed goes on where it was, an unchanged page need not be sent again, and a
// snapshot can be made without the site.
//
// Pages lie as telegram-crawler keeps them, HOST/method/NAME.html, those of a layer
// that was asked for by number under layer-N/. A folder of that kind can be read
// offline whoever wrote it. What a run has kept, and the validators that came with
// it, stand in HOST/.tlcrawl.
//
// It is not for judging pages: it keeps what a crawl has believed, and whatever it
// gives back is read and checked again.
//
// It promises that a page is written whole or not at all, that no name from the
// site leads out of its folder, that two names which differ in the case of letters
// alone are two files on every system, and that a run that has ended starts the
// next one fresh.
package mirror
