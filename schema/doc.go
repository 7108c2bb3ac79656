// Package schema reads TL schemas, and writes them: .tl files, as Telegram's clients
// and generators of code keep them, and the JSON that the site serves at /schema/json.
//
// It is for taking a schema where a snapshot is wanted, with what it has: no
// documentation, no layers but its own. It is not for the lines themselves, which
// package model takes apart.
//
// It promises that Read gives back what Write wrote, line by line and in its order,
// and that the same snapshot gives the same bytes.
package schema
