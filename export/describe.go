package export

import (
	"regexp"
	"strings"
)

// hole is what stands for a value in a type: FLOOD_WAIT_%d, FILE_REFERENCE_*,
// PASSWORD_TOO_FRESH_X. The last form is that of pages until 2022.
var hole = regexp.MustCompile(`%d|\*|(?:^|_)X(?:_|$)`)

// marks are what stands for the value in the words.
var (
	percent = regexp.MustCompile(`%d`)
	letterX = regexp.MustCompile(`\bX\b`)
)

// takesValue tells whether errors of the type hold a value.
func takesValue(typ string) bool { return hole.MatchString(typ) }

// mark is what stands for the value in a description of the type; nil if nothing does.
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

// named are the words that tell what a value is, where # stands for it.
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

// byType names the value of types whose words do not: every dc error of the site is a
// NAME_MIGRATE_N (https://core.telegram.org/api/errors#303-see-other).
var byType = []struct {
	name string
	in   *regexp.Regexp
}{
	{"new_dc", regexp.MustCompile(`_MIGRATE_(%d|X|\*)$`)},
	{"seconds", regexp.MustCompile(`(^|_)(WAIT|TOO_FRESH|DELAY|TOO_EARLY|FLOOD_WEEKLY|FLOOD_MONTHLY)_(%d|X|\*)$`)},
}

// Parameter names the value in errors of a type, where the words or the type tell what
// it is: seconds, new_dc, min_layer. It is empty where they do not, or there is none.
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

// Template is the description with {name} for the value, where the type takes one and
// the words have a place for it; else it is empty. A brace of the words is doubled.
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

// placed is a description that has exactly one kind of placeholder, {name}, at least
// once, and no other brace that means anything.
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

// round takes the place of braces where a generator knows no way to write them.
var round = strings.NewReplacer("{", "(", "}", ")")
