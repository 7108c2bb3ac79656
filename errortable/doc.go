// Package errortable reads the site's own table of errors, /api/errors.json.
//
// It is for saved tables and for the table of a crawl. It does not write tables; package
// export does. It guarantees that Read keeps every key of the table, including unknown
// ones, that descriptions are not changed, and that the same table gives the same result,
// whatever its order.
package errortable
