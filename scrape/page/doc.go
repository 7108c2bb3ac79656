// Package page reads one page of Telegram's MTProto API reference: its bytes become a
// [Page].
//
// [Read] reads a single page; a [Reader] reads many of one site and caches what they have
// in common. [NewLine] and [Encoder] turn pages into the JSON of `tlcrawl parse`. It is not
// for downloading pages (package fetch), nor for deciding which pages make a snapshot
// (package scrape).
//
// It promises that it never touches the network, that memory and time are bounded whatever
// the bytes are, that the same bytes give the same Page, and that a page it cannot trust is
// an error: missing, truncated, of something else, or of an unknown layout.
package page
