package export

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
)

// File is a file of a format that consists of several.
type File struct {
	Name string
	Data []byte
}

// identifier matches types that can be the name of a Python class, in which Telethon and
// Pyrogram write a leading 2 as Two: 2FA_CONFIRM_WAIT_X. The site has had types that
// are whole sentences.
var identifier = regexp.MustCompile(`^[A-Za-z2][A-Za-z0-9]*(_[A-Za-z0-9]+)*$`)

// pythonName returns a type with X for every value, as Telethon and Pyrogram write it.
func pythonName(typ string) string {
	return strings.NewReplacer("%d", "X", "*", "X").Replace(typ)
}

// csvFile returns a file of rows, quoted as needed (RFC 4180), with line feeds.
func csvFile(name string, comma rune, rows [][]string) File {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	_ = w.WriteAll(rows) // a buffer does not fail, and comma is valid
	return File{name, b.Bytes()}
}
