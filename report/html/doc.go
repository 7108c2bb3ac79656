// Package html shows reports in a browser.
//
// Report writes one HTML file that needs nothing else: it can be mailed, kept beside
// the snapshots and opened without a server. Changes gives the same without the page
// around it, and Style, Script, Policy and Funcs what such a page needs.
//
// It is not for programs, which read diff.JSON, and it compares nothing: what changed,
// how grave it is and what follows from what is for package diff to say.
//
// It promises that no request leaves a page, that no text of the site is taken for
// markup, a script, a style or an address, that everything can be read without
// JavaScript, and that the same report gives the same bytes.
package html
