// Package html prints reports as HTML.
//
// Print writes one HTML file without dependencies: it can be mailed, archived and opened
// without a server. Changes is the same without the page around it; Style, Script, Policy
// and Funcs are what another page needs to show it.
//
// It is not for programs, which read report.JSON, and it compares nothing: that is the job
// of package diff.
//
// It promises that a page makes no requests, that no text of the site is taken for markup,
// a script, a style or an address, that everything can be read without JavaScript, and
// that the same report gives the same bytes.
package html
