package export

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// pyrogramFiles are the names that Pyrogram's compiler expects for each code.
var pyrogramFiles = []struct {
	code int
	name string
}{
	{303, "SEE_OTHER"}, {400, "BAD_REQUEST"}, {401, "UNAUTHORIZED"}, {403, "FORBIDDEN"}, {404, "NOT_FOUND"},
	{406, "NOT_ACCEPTABLE"}, {420, "FLOOD"}, {500, "INTERNAL_SERVER_ERROR"}, {503, "SERVICE_UNAVAILABLE"},
}

// Pyrogram returns the files CODE_NAME.tsv of Pyrogram's compiler
// (compiler/errors/source): one for each code that it knows, even if it has no rows, so
// that no file of an older export remains. It leaves out and returns the types that
// cannot be the name of a Python class.
//
// The compiler makes one class of an error in two files, and its code is that of either.
// With Options.ServerErrors a code that the site lists by mistake is left out.
func Pyrogram(t *Table) (files []File, left []string) {
	t = t.generated()
	var order []int
	rows := map[int][][]string{}
	open := func(code int) {
		if rows[code] == nil {
			order = append(order, code)
			rows[code] = [][]string{{"id", "message"}}
		}
	}
	for _, f := range pyrogramFiles {
		open(f.code)
	}
	seen := map[string]bool{}
	for _, e := range t.Errors {
		name, code := pythonName(e.Type), max(e.Code, -e.Code)
		if !identifier.MatchString(name) {
			left = append(left, e.Type)
			continue
		}
		if id := fmt.Sprint(code, name); seen[id] || t.options.ServerErrors && mistaken(e) {
			continue
		} else {
			seen[id] = true
		}
		open(code)
		rows[code] = append(rows[code], []string{name, pyrogramWords(name, e.Type, e.Description)})
	}
	for _, code := range order {
		slices.SortFunc(rows[code][1:], func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
		files = append(files, csvFile(fmt.Sprintf("%d_%s.tsv", code, pyrogramName(code)), '\t', rows[code]))
	}
	return files, left
}

var notUpper = regexp.MustCompile(`[^A-Z]+`)

func pyrogramName(code int) string {
	for _, f := range pyrogramFiles {
		if f.code == code {
			return f.name
		}
	}
	if name := notUpper.ReplaceAllString(strings.ToUpper(http.StatusText(code)), "_"); name != "" {
		return name
	}
	return "UNKNOWN"
}

// pyrogramWords returns the message. The compiler puts it into triple quotes, and formats
// it with value at run time.
func pyrogramWords(name, typ, description string) string {
	s := strings.NewReplacer(`"`, "'", `\`, "/").Replace(braces.Replace(description))
	if m := mark(typ, s); m != nil {
		return m.ReplaceAllLiteralString(s, "{value}")
	}
	if strings.Contains(name, "_X") {
		return strings.TrimSpace(s + " ({value})")
	}
	return s
}
