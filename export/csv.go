package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// anyMethod stands where any method may answer with an error.
const anyMethod = "*"

// CSV writes a row for each code, type and method (RFC 4180). No cell begins as a
// formula of a spreadsheet does
// (https://owasp.org/www-community/attacks/CSV_Injection): such a one has an apostrophe
// in front.
func CSV(w io.Writer, t *Table) error {
	rows := [][]string{{"code", "type", "method", "description"}}
	for _, e := range t.Errors {
		methods := e.Methods
		if e.Any {
			methods = append([]string{anyMethod}, methods...)
		}
		for _, m := range methods {
			rows = append(rows, []string{strconv.Itoa(e.Code), cell(e.Type), cell(m), cell(e.Of(m))})
		}
	}
	_, err := w.Write(csvFile("", ',', rows).Data)
	return err
}

// Of is the description on the page of a method, if it has one of its own.
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

func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// Markdown writes a table for a wiki: a section a code, a row a type.
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
			methods = append(methods, "`"+m+"`")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", strings.NewReplacer("`", "'", "|", `\|`).Replace(e.Type), wiki(e.Description), strings.Join(methods, " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wiki keeps a text of the site from marking up the table
// (https://spec.commonmark.org/0.31.2/#backslash-escapes); a zero-width joiner keeps an
// address from becoming a link and a name from being called.
func wiki(s string) string {
	s = strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`,
		"@", "&#64;", "://", "&#58;//", "~", `\~`, "$", `\$`,
	).Replace(s)
	return s
}
