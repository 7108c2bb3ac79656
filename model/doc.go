// Package model says what a snapshot of Telegram's MTProto API reference is: its
// types, its canonical JSON and the TL combinators in it.
//
// It is for every other package of this module, and for programs that read or
// write snapshots. It is not for reading files, pages or networks, and it judges
// nothing: what changed between two snapshots is the job of package diff.
//
// It promises that the same content gives the same bytes, that Decode(Encode(s))
// is s, and that Decode refuses what is not a whole snapshot of a version it
// knows, with a DecodeError that names the field.
package model
