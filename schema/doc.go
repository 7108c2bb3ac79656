// Package schema reads and writes TL schemas: .tl files, as Telegram's clients and code
// generators keep them, and the JSON that the site serves at /schema/json.
//
// It is for using a schema instead of a snapshot. The snapshot has the lines, the types and
// perhaps the layer, and no documentation. It does not parse the lines themselves; package
// model does. It does not check ids; package verify does.
//
// It guarantees that Read returns what Write wrote, line by line and in order, that no line
// is dropped silently, and that the same snapshot gives the same bytes.
package schema
