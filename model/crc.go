package model

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// unnumbered removes what does not count for the id of a line. A parameter always has a
// space after it, because the result is the last word.
var unnumbered = strings.NewReplacer(":bytes ", ":string ", "?bytes ", "?string ", "<", " ", ">", "", "{", "", "}", "")

// CRC32 computes the id of a line: the CRC32 (IEEE) of the line without its id, conditional
// fields of type true and brackets, with bytes replaced by string
// (https://core.telegram.org/mtproto/TL-combinators). It has 8 hexadecimal digits and
// equals the ID of all but a few combinators.
func (c Combinator) CRC32() string {
	c.ID = ""
	c.Params = slices.DeleteFunc(slices.Clone(c.Params), func(p Param) bool {
		_, bare, conditional := SplitType(p.Type)
		return conditional && bare == "true"
	})
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(unnumbered.Replace(c.String()))))
}

// oddIDs are the combinators of the site's schemas whose id is not the CRC32 of their line,
// each with the reason. A key is a name, or NAME#ID if other lines of the name are correct.
var oddIDs = map[string]string{
	"accessPointRule": "its published line is not the one that its id was computed from",
	"help.configSimple": "its published line is not the one that its id was computed from: " +
		"it is sent outside of the API, in an encrypted file",
	"ipPortSecret": "its published line is not the one that its id was computed from",
	"msg_container": "its id was computed from another line: messages is written as a bare vector of bare messages " +
		"(https://core.telegram.org/mtproto/service_messages#containers)",
	"decryptedMessageMediaDocument#6abd9782": "size became a long in layer 143, and the id was not computed from that line",
}

// KnownMismatch returns the reason why the id of a combinator is known not to be the CRC32
// of its line, or "" if there is none.
func (c Combinator) KnownMismatch() string {
	return cmp.Or(oddIDs[c.Name], oddIDs[c.Name+"#"+c.ID])
}

// IDError means that the id of a combinator is not the CRC32 of its line: one of the two is
// garbled, or the site prints a line that is not in use.
type IDError struct{ Name, ID, CRC string }

func (e *IDError) Error() string {
	return fmt.Sprintf("%s has the id %s, but the CRC32 of its line is %s", e.Name, e.ID, e.CRC)
}

// CheckID compares a combinator's id with the CRC32 of its line. Combinators without
// an id, built-in types, the known exceptions, and combinators that were renamed to
// NAMELegacy after they got their id pass. Its errors are IDErrors.
func (c Combinator) CheckID() error {
	if c.ID == "" || c.Base || strings.HasSuffix(c.Name, "Legacy") {
		return nil
	}
	if crc := c.CRC32(); crc != c.ID && c.KnownMismatch() == "" {
		return &IDError{c.Name, c.ID, crc}
	}
	return nil
}
