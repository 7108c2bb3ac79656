// Package page reads one page of Telegram's MTProto API reference: bytes in, a Page out.
//
// It reads the pages of methods, constructors and types, /schema and the other schemas,
// /methods, /api/layers and /api/errors.json. Use Read for one page and a Reader for
// many pages of one site. A Line is what `tlcrawl parse` prints of a page.
//
// It is not for fetching pages (package scrape/fetch) or assembling a snapshot of them
// (package scrape), and it never touches the network.
//
// It guarantees:
// - A page that is truncated, missing or not of the reference is an error; errors.As
// distinguishes MissingPageError, TruncatedError, UnexpectedPageError and LayoutError.
//   - Names and types of parameters come from the line of the schema, whose id proves
//     them; tables only describe them.
//   - Nothing on a page is dropped: sections that no rule knows are kept under Sections.
//     Nothing that a page does not say is guessed.
//   - No page takes more memory than a small multiple of MaxSize.
package page
