package export

import (
	"regexp"
	"slices"
	"strings"
)

// Match is an error of the table that a message on the wire is.
type Match struct {
	Error
	// Value is what stands in the place of %d or *: 42 in FLOOD_WAIT_42.
	Value string
}

// Find looks up what a server answered: an error's type, or one with a value in it. Code
// is what came with it, 0 if that is not known. The better matches stand first: those
// of that code, and of them those whose type says most.
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
			n += 1 << 16 // the type itself
		}
		if code != 0 && (m.Code == code || m.Code == -code) {
			n += 1 << 20
		}
		return n
	}
	slices.SortStableFunc(found, func(a, b Match) int { return weight(b) - weight(a) })
	return found
}

// matches tells whether a message is of a type, and what value it holds.
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

// pattern is what messages of a type look like.
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
