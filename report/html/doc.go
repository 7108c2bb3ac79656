// Package html prints reports as HTML.
//
// Print writes one HTML file without dependencies: it can be mailed, archived and opened
// without a server. Changes is the same without the page around it; Style, Script, Policy
// and Funcs are what another page needs to show it.
//
// It is not for programs, which read report.JSON, and it does not compare: that is the job
// of package diff.
//
// It guarantees that a page makes no requests, that text of the site is never interpreted
// as markup, script, style or address, that everything can be read without JavaScript, and
// that the same report gives the same bytes.
package html
