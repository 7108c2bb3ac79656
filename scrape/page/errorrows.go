package page

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// errorRows collects the errors of a method.
type errorRows struct {
	into *[]model.Error
	seen bool // there is a section of errors
}

var (
	errorCode = regexp.MustCompile(`(?i)^(?:http\s*|#\s*)?([+-]?\d{3,4})(?:\D.*)?$`)
	errorType = regexp.MustCompile(`^[A-Z0-9]+(_[A-Za-z0-9%]+)+$`)
	anyType   = regexp.MustCompile(`^[A-Za-z0-9%]+(_[A-Za-z0-9%]+)*$`)
)

// errors reads the tables of errors.
func (d *document) errors(into *errorRows) rule {
	return func(s *section) error {
		into.seen = true
		taken, first := s.tables(isErrorTable)
		if len(taken) == 0 && first != nil {
			if err := first.need("errors", "code", "type"); err != nil {
				return err
			}
			taken, _ = s.tables(func(*table) bool { return true })
		}
		return d.addErrors(into, taken)
	}
}

// errorsByTable reads the errors of a section with a heading that no rule knows, on a page
// without a section of errors.
func (d *document) errorsByTable(into *errorRows) rule {
	return func(s *section) error {
		if into.seen {
			return nil
		}
		taken, _ := s.tables(func(t *table) bool { return len(t.rows) > 0 && isErrorTable(t) })
		s.known = s.known || len(taken) > 0
		return d.addErrors(into, taken)
	}
}

// isErrorTable reports whether a table lists errors, and finds its columns.
func isErrorTable(t *table) bool {
	code := t.locate("code", func(cell string) bool { return errorCode.MatchString(plainMinus(cell)) })
	typ := t.locate("type", func(cell string) bool { return anyType.MatchString(parseType(cell)) }, "code")
	t.locateRest("description", "code", "type")
	return code && typ
}

func (d *document) addErrors(into *errorRows, tables []*table) error {
	for _, t := range tables {
		for _, row := range t.full {
			code, err := parseCode(t.text(row, "code"))
			if err != nil {
				return &LayoutError{Want: "code of an error", Err: err}
			}
			e := model.Error{
				Code:        code,
				Type:        parseType(t.text(row, "type")),
				Description: d.md.cell(t.cell(row, "description")),
			}
			switch {
			case e.Type == "":
				return &LayoutError{Want: fmt.Sprintf("type of error %d", code)}
			case strings.HasSuffix(e.Type, "…"):
				return &LayoutError{Want: fmt.Sprintf("type of error %d", code), Err: errors.New("it is truncated")}
			}
			if !slices.Contains(*into.into, e) { // a row that is repeated as it is says nothing new
				*into.into = append(*into.into, e)
			}
		}
	}
	return nil
}

// parseCode is the code in a cell that may say more: "400 BAD_REQUEST".
func parseCode(cell string) (int, error) {
	cell = plainMinus(cell)
	if m := errorCode.FindStringSubmatch(cell); m != nil {
		cell = m[1]
	}
	return strconv.Atoi(cell)
}

func plainMinus(cell string) string { return strings.Replace(token(cell), "\u2212", "-", 1) }

// parseType is the type in a cell that may say more.
func parseType(cell string) string {
	cell = strings.TrimRight(collapseSpace(token(cell)), ".,;:")
	words := strings.Fields(cell)
	switch {
	case len(words) == 1 && strings.Contains(cell, "_") && strings.ToLower(cell) == cell:
		return strings.ToUpper(cell)
	case len(words) < 2:
		return cell
	}
	types := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !errorType.MatchString(w) })
	switch {
	case len(types) == 1:
		return types[0]
	case len(types) == 0 && strings.ToUpper(cell) == cell:
		return strings.Join(words, "_")
	}
	return cell
}
