// Package export writes the errors of a snapshot as the generators of MTProto libraries
// take them: one table, many shapes.
//
// It is for errors and for who may call a method. It is not for the schema (package
// schema), nor for comparing (package diff); it reads no files and writes none.
//
// It promises that no code is lost, that the same snapshot gives the same bytes, and
// that nothing in a text of the site gets out of the place that a format has for it.
// What a format cannot hold is left out and named, never bent.
package export
