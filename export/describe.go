package export

import (
	"regexp"
	"strings"
)

// hole matches the placeholder for a value in a type: FLOOD_WAIT_%d, FILE_REFERENCE_*,
// PASSWORD_TOO_FRESH_X. Pages used the last form until 2022.
var hole = regexp.MustCompile(`%d|\*|(?:^|_)X(?:_|$)`)

// placeholders for the value in a description
var (
	percent = regexp.MustCompile(`%d`)
	letterX = regexp.MustCompile(`\bX\b`)
)

// takesValue reports whether errors of the type have a value.
func takesValue(typ string) bool { return hole.MatchString(typ) }

// mark returns the placeholder in a description of the type, nil if there is none.
func mark(typ, description string) *regexp.Regexp {
	switch {
	case !takesValue(typ):
		return nil
	case percent.MatchString(description):
		return percent
	case strings.Contains(typ, "X") && letterX.MatchString(description):
		return letterX
	}
	return nil
}

// named match descriptions that say what the value is; # is the value.
var named = []struct {
	name string
	in   *regexp.Regexp
}{
	{"seconds", regexp.MustCompile(`(?i)# (more )?seconds?\b`)},
	{"minutes", regexp.MustCompile(`(?i)# (more )?minutes?\b`)},
	{"hours", regexp.MustCompile(`(?i)# (more )?hours?\b`)},
	{"days", regexp.MustCompile(`(?i)# (more )?days?\b`)},
	{"new_dc", regexp.MustCompile(`(?i)\b(dc|data[- ]?cent(er|re)) *#`)},
	{"min_layer", regexp.MustCompile(`(?i)\blayer *#`)},
	{"stars", regexp.MustCompile(`(?i)# (telegram )?stars\b`)},
	{"index", regexp.MustCompile(`(?i)\b(index|offset|position) *#`)},
	{"unixtime", regexp.MustCompile(`(?i)\bunix ?time *#`)},
	{"length", regexp.MustCompile(`(?i)# is the length\b`)},
	{"id", regexp.MustCompile(`(?i)\bID is (equal to )?#`)},
}

// byType names the value of types whose descriptions do not: every error about a data
// center is a NAME_MIGRATE_N (https://core.telegram.org/api/errors#303-see-other).
var byType = []struct {
	name string
	in   *regexp.Regexp
}{
	{"new_dc", regexp.MustCompile(`_MIGRATE_(%d|X|\*)$`)},
	{"seconds", regexp.MustCompile(`(^|_)(WAIT|TOO_FRESH|DELAY|TOO_EARLY|FLOOD_WEEKLY|FLOOD_MONTHLY)_(%d|X|\*)$`)},
}

// Parameter names the value in errors of a type: seconds, new_dc, min_layer. It is empty
// if there is no value, or if neither the description nor the type says what it is.
func Parameter(typ, description string) string {
	if !takesValue(typ) {
		return ""
	}
	if m := mark(typ, description); m != nil {
		text := m.ReplaceAllLiteralString(strings.ReplaceAll(description, "#", ""), "#")
		for _, n := range named {
			if n.in.MatchString(text) {
				return n.name
			}
		}
	}
	for _, n := range byType {
		if n.in.MatchString(typ) {
			return n.name
		}
	}
	return ""
}

// Template returns the description with {name} for the value, or "" if there is no value
// or no place for it. Other braces are doubled.
func Template(typ, description string) string {
	m := mark(typ, description)
	if m == nil {
		return ""
	}
	name := Parameter(typ, description)
	if name == "" {
		name = "value"
	}
	return m.ReplaceAllLiteralString(braces.Replace(description), "{"+name+"}")
}

var braces = strings.NewReplacer("{", "{{", "}", "}}")

// placed returns a description with the placeholder {name} and no other braces.
func placed(typ, description, name string) string {
	place := "{" + name + "}"
	text := round.Replace(description)
	if m := mark(typ, text); m != nil {
		return m.ReplaceAllLiteralString(text, place)
	}
	if text == "" {
		return place
	}
	return text + " (" + place + ")"
}

// round replaces braces for generators that cannot escape them.
var round = strings.NewReplacer("{", "(", "}", ")")
