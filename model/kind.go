package model

import (
	"fmt"
	"regexp"
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

// validName is what the TL language allows as a name of a combinator or a type
// (https://core.telegram.org/mtproto/TL-formal#tokens), which is also what can
// safely be part of an address or a file name. "Vector t" is the one type with an
// argument in its name.
var validName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*( t)?$`)

// maxName bounds a name; the longest of the real schema has 52 bytes.
const maxName = 200

// CheckName tells whether a name can be that of an entity. Names come from the
// site, and end up in addresses and file names.
func CheckName(name string) error {
	switch {
	case len(name) > maxName:
		return fmt.Errorf("name of %d bytes; at most %d are allowed", len(name), maxName)
	case !validName.MatchString(name):
		return fmt.Errorf("%q is no name of the TL language", name)
	case strings.HasSuffix(name, " t") && name != "Vector t":
		return fmt.Errorf("%q is no name of the TL language", name)
	}
	return nil
}
