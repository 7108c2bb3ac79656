package model

import (
	"fmt"
	"strings"
)

// Kind is what an entity of the reference is.
type Kind string

// The three kinds of entities. Each has its pages under /KIND/NAME.
const (
	KindMethod      Kind = "method"
	KindConstructor Kind = "constructor"
	KindType        Kind = "type"
)

// Kinds lists the kinds in the order in which reports show them.
var Kinds = []Kind{KindMethod, KindConstructor, KindType}

// ParseKind reads the name of a kind, in the singular or the plural.
func ParseKind(s string) (Kind, error) {
	for _, k := range Kinds {
		if s == string(k) || s == string(k)+"s" {
			return k, nil
		}
	}
	return "", fmt.Errorf("%q is no kind; the kinds are method, constructor and type", s)
}

// isName tells whether the TL language allows s as the name of a combinator or a type
// (https://core.telegram.org/mtproto/TL-formal#tokens): words that begin with a letter,
// with dots between them. That can also safely be part of an address or a file name.
func isName(s string) bool {
	for word := range strings.SplitSeq(s, ".") {
		if !isWord(word) || word[0] == '_' {
			return false
		}
	}
	return true
}

// isWord tells whether s can be the name of a parameter or of a type variable. (There are
// 10,000 in a schema: a regular expression takes a sixth of the time of reading it.)
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

// maxName bounds a name; the longest of the real schema has 52 bytes.
const maxName = 200

// CheckName tells whether a name can be that of an entity. Names come from the
// site, and end up in addresses and file names.
func CheckName(name string) error {
	switch {
	case len(name) > maxName:
		return fmt.Errorf("name of %d bytes; at most %d are allowed", len(name), maxName)
	case name == "Vector t": // the one type with an argument in its name
		return nil
	case !isName(name):
		return fmt.Errorf("%q is no name of the TL language", name)
	}
	return nil
}
