// Package export writes the errors of a snapshot in the formats of MTProto libraries'
// generators, of the site, and of spreadsheets: one table, many formats.
//
// It is for errors and for who may call a method. It is not for the schema (package schema)
// nor for comparing (package diff). It reads and writes no files.
//
// It guarantees that no code of an error is lost, that the same snapshot gives the same
// bytes, and that text of the site is never interpreted as markup, code or a formula. What
// a format cannot express is left out and returned to the caller.
package export
