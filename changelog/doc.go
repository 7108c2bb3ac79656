// Package changelog models the site's own list of changes, /api/layers: for each layer the
// new, changed and deleted methods and constructors.
//
// It is for printing a computed difference in the site's wording, for parsing that wording,
// and for adding up the layers between two snapshots, so that the site's claims can be
// compared with the computed changes. It is not for errors, access and descriptions, which
// the list does not have (package diff), nor for the page's markup (package scrape/page).
//
// It guarantees that Name and Change parse what Markdown prints.
package changelog
