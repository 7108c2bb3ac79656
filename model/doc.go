// Package model defines a snapshot of Telegram's MTProto API reference: its types, its
// canonical JSON and the TL combinators in it.
//
// It is for every other package of this module, and for programs that read or write
// snapshots. It does not read files, pages or networks, and it does not compare: package
// diff reports what changed between two snapshots.
//
// It guarantees that the same content gives the same bytes, that decoding an encoded
// snapshot gives an equal one, and that Decode rejects anything but a complete snapshot of
// a known version, with a DecodeError that names the field.
package model
