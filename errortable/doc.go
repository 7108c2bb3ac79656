// Package errortable reads the site's own table of errors, /api/errors.json.
//
// It is for saved tables and for the table of a crawl. It does not write tables;
// package export does. It promises that Read keeps every key of the table, unknown ones
// too, that descriptions stay as they are, and that the same table gives the same
// result, whatever its order.
package errortable
