package export

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// CSV writes a row for each code, type and method (RFC 4180). The method is empty in a row
// for any method. No cell is a formula for a spreadsheet: cells that would be get an
// apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
func CSV(w io.Writer, t *Table) error {
	rows := [][]string{{"code", "type", "method", "description"}}
	for _, e := range t.Errors {
		methods := e.Methods
		if e.Any {
			methods = append([]string{""}, methods...)
		}
		for _, m := range methods {
			rows = append(rows, []string{strconv.Itoa(e.Code), cell(e.Type), cell(m), cell(e.Of(m))})
		}
	}
	_, err := w.Write(csvFile("", ',', rows).Data)
	return err
}

// Of returns the description on the page of a method, or else Description.
func (e Error) Of(method string) string {
	for _, d := range e.Descriptions {
		for _, m := range d.Methods {
			if m == method {
				return d.Text
			}
		}
	}
	return e.Description
}

// formula matches what spreadsheets interpret as a formula: at the beginning of a cell, and
// after a semicolon, which separates cells in many countries.
var formula = regexp.MustCompile(`(^\s*|;)([=+\-@＝＋－＠])`)

// GuardFormulas returns a text for a cell of a CSV file that no spreadsheet interprets as a
// formula. Invisible characters, which could hide the beginning of one, are removed.
func GuardFormulas(s string) string {
	return formula.ReplaceAllString(terminal.Visible(s), "$1'$2")
}

// cell returns a text of one line for a CSV file.
func cell(s string) string { return GuardFormulas(terminal.Line(terminal.Visible(s))) }

// Markdown writes a table for each code, with a row for each type.
func Markdown(w io.Writer, t *Table) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Errors of layer %d\n", t.Layer)
	last := 0
	for i, e := range t.Errors {
		if i == 0 || e.Code != last {
			fmt.Fprintf(&b, "\n## %d\n\n| type | description | methods |\n| --- | --- | --- |\n", e.Code)
			last = e.Code
		}
		var methods []string
		if e.Any {
			methods = append(methods, "any method")
		}
		for _, m := range e.Methods {
			methods = append(methods, "`"+code(m)+"`")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", code(e.Type), prose.Escape(e.Description), strings.Join(methods, " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// code returns a text for a code span in a table.
func code(s string) string {
	return strings.NewReplacer("`", "'", "|", `\|`).Replace(terminal.Line(terminal.Visible(s)))
}
