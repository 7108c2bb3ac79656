package model

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// unnumbered takes out of a line what does not count for its number. Parameters are
// followed by a space: the result is the last word.
var unnumbered = strings.NewReplacer(":bytes ", ":string ", "?bytes ", "?string ", "<", " ", ">", "", "{", "", "}", "")

// CRC32 is the number that a line gives itself: the CRC32 (IEEE) of the line without
// its id, with string for bytes, without the conditional fields of type true and
// without brackets (https://core.telegram.org/mtproto/TL-combinators). It has 8
// hexadecimal digits, and is the ID of all but a handful of combinators.
func (c Combinator) CRC32() string {
	c.ID = ""
	c.Params = slices.DeleteFunc(slices.Clone(c.Params), func(p Param) bool {
		_, bare, conditional := SplitType(p.Type)
		return conditional && bare == "true"
	})
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(unnumbered.Replace(c.String()))))
}

// oddIDs are the combinators of the real schema whose id is not their CRC32, each
// with the reason.
var oddIDs = map[string]string{
	"accessPointRule": "its line was written down in another way than it was numbered",
	"help.configSimple": "its line was written down in another way than it was numbered: " +
		"it is sent outside of the API, in an encrypted file",
	"ipPortSecret": "its line was written down in another way than it was numbered",
}

// IDError says that a combinator has another id than its line gives it: one of the
// two was garbled on the way, or the site prints a line that is not in use.
type IDError struct{ Name, ID, CRC string }

func (e *IDError) Error() string {
	return fmt.Sprintf("%s has the id %s, its line gives %s", e.Name, e.ID, e.CRC)
}

// CheckID holds a combinator's id against its line. Combinators without id, those
// that are known to be odd, and those that were kept under another name than they
// were numbered by (NAMELegacy) pass. Its error is an IDError.
func (c Combinator) CheckID() error {
	if c.ID == "" || c.Base || strings.HasSuffix(c.Name, "Legacy") || oddIDs[c.Name] != "" {
		return nil
	}
	if crc := c.CRC32(); crc != c.ID {
		return &IDError{c.Name, c.ID, crc}
	}
	return nil
}
