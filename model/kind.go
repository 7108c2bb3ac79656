package model

import (
	"fmt"
	"strings"
)

// Kind is the kind of an entity.
type Kind string

// The three kinds of entities. The page of an entity is /KIND/NAME.
const (
	KindMethod      Kind = "method"
	KindConstructor Kind = "constructor"
	KindType        Kind = "type"
)

// Kinds lists the kinds in the order in which reports show them.
var Kinds = []Kind{KindMethod, KindConstructor, KindType}

// ParseKind parses the name of a kind, singular or plural.
func ParseKind(s string) (Kind, error) {
	for _, k := range Kinds {
		if s == string(k) || s == string(k)+"s" {
			return k, nil
		}
	}
	return "", fmt.Errorf("invalid kind %.80q (want method, constructor or type)", s)
}

// isName reports whether s is a valid TL name of a combinator or a type: words that
// begin with a letter, separated by dots
// (https://core.telegram.org/mtproto/TL-formal#tokens). It is safe in a URL
// and in a file name.
func isName(s string) bool {
	for word := range strings.SplitSeq(s, ".") {
		if !isWord(word) || word[0] == '_' {
			return false
		}
	}
	return true
}

// isWord reports whether s is a valid name of a parameter or a type variable. It is called
// 10,000 times for a schema; a regular expression would take a sixth of the time of reading
// the schema.
func isWord(s string) bool {
	for i, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return s != ""
}

// maxName limits a name. The longest in the real schema has 52 bytes.
const maxName = 200

// CheckName returns an error if name is not a valid name of an entity. Names come from
// the site and become part of URLs and file names.
func CheckName(name string) error {
	switch {
	case len(name) > maxName:
		return fmt.Errorf("invalid name of %d bytes (at most %d)", len(name), maxName)
	case name == "Vector t": // the one type with an argument in its name
		return nil
	case !isName(name):
		return fmt.Errorf("invalid name %q (want a TL name, as in auth.sendCode)", name)
	}
	return nil
}
