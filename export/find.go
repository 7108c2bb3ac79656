package export

import (
	"regexp"
	"slices"
	"strings"
)

// Match is an error of the table that matches a server's message.
type Match struct {
	Error
	// Value is the value for %d or *: 42 in FLOOD_WAIT_42.
	Value string
}

// Find looks up a server's message: an error's type, or one with a value in it. Code is 0
// if unknown. The best matches come first: those of that code, then those with the
// longest type.
func (t *Table) Find(code int, message string) []Match {
	var found []Match
	for _, e := range t.Errors {
		if value, ok := matches(e.Type, message); ok {
			found = append(found, Match{e, value})
		}
	}
	weight := func(m Match) int {
		n := len(hole.ReplaceAllString(m.Type, ""))
		if m.Value == "" {
			n += 1 << 16 // an exact match
		}
		if code != 0 && (m.Code == code || m.Code == -code) {
			n += 1 << 20
		}
		return n
	}
	slices.SortStableFunc(found, func(a, b Match) int { return weight(b) - weight(a) })
	return found
}

// matches reports whether a message has a type, and returns the value in it.
func matches(typ, message string) (value string, ok bool) {
	if typ == message {
		return "", true
	}
	if !takesValue(typ) {
		return "", false
	}
	m := pattern(typ).FindStringSubmatch(message)
	if m == nil {
		return "", false
	}
	return strings.Join(m[1:], " "), true
}

// pattern matches the messages of a type.
func pattern(typ string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("^")
	for typ != "" {
		at := hole.FindStringIndex(typ)
		if at == nil {
			b.WriteString(regexp.QuoteMeta(typ))
			break
		}
		found := typ[at[0]:at[1]]
		b.WriteString(regexp.QuoteMeta(typ[:at[0]]))
		b.WriteString(strings.NewReplacer("%d", `(\d+)`, "*", `([A-Z0-9_]+)`, "X", `(\d+)`).Replace(found))
		typ = typ[at[1]:]
	}
	b.WriteString("$")
	return regexp.MustCompile(b.String())
}
