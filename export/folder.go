package export

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
)

// File is a file of a format that is a folder.
type File struct {
	Name string
	Data []byte
}

// identifier is what can be a part of the name of a class: an error that is a whole
// sentence, as there have been, cannot.
var identifier = regexp.MustCompile(`^[A-Za-z0-9]+(_[A-Za-z0-9]+)*$`)

// pythonName is a type with X for every value, as Telethon and Pyrogram write it.
func pythonName(typ string) string {
	return strings.NewReplacer("%d", "X", "*", "X").Replace(typ)
}

// csvFile makes a file of rows, cells quoted where they must be (RFC 4180), lines ended
// by a line feed.
func csvFile(name string, comma rune, rows [][]string) File {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	_ = w.WriteAll(rows) // a buffer takes everything; the comma is one
	return File{name, b.Bytes()}
}
