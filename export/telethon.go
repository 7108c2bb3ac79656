package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Telethon returns the files errors.csv and methods.csv of Telethon's generator
// (telethon_generator/data). It leaves out and returns the types that cannot be the name
// of a Python class.
func Telethon(t *Table) (files []File, left []string) {
	t = t.generated()
	names := map[string]typed{}
	for _, of := range t.types() {
		name := pythonName(of.name)
		if !identifier.MatchString(name) {
			left = append(left, of.name)
			continue
		}
		had := names[name]
		names[name] = typed{of.name, append(had.at, of.at...)}
	}
	errors := [][]string{{"name", "codes", "description"}}
	for name, of := range model.Sorted(names) {
		errors = append(errors, []string{name, codes(t, of), telethonWords(name, of.name, t.description(of))})
	}
	methods := [][]string{{"method", "usability", "errors"}}
	for _, m := range t.Methods {
		var raises []string
		for _, i := range m.Errors {
			if name := pythonName(t.Errors[i].Type); identifier.MatchString(name) {
				raises = append(raises, name)
			}
		}
		slices.Sort(raises)
		methods = append(methods, []string{m.Name, string(m.Usability), strings.Join(slices.Compact(raises), " ")})
	}
	return []File{csvFile("errors.csv", ',', errors), csvFile("methods.csv", ',', methods)}, left
}

// codes returns the codes of a type, most frequent first: Telethon derives the base class
// from it. A code that corrects the site's comes first.
func codes(t *Table, of typed) string {
	var list []string
	at := slices.Clone(of.at)
	slices.SortStableFunc(at, func(i, j int) int {
		return cmp.Compare(correction(t.Errors[j]), correction(t.Errors[i]))
	})
	for _, i := range at {
		if c := strconv.Itoa(t.Errors[i].Code); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return strings.Join(list, " ")
}

// telethonWords returns the description for the generator. The generator treats _X anywhere
// in a name as a value, and fails if the description has no place for it.
func telethonWords(name, typ, description string) string {
	if !strings.Contains(name, "_X") {
		return fillMark(typ, description)
	}
	switch p := Parameter(typ, description); p {
	case "seconds", "new_dc", "min_layer":
		return placed(typ, description, p)
	}
	return placed(typ, description, "value")
}

// fillMark writes X for the value of a type without _X.
func fillMark(typ, description string) string {
	if m := mark(typ, description); m != nil {
		return m.ReplaceAllLiteralString(description, "X")
	}
	return description
}
