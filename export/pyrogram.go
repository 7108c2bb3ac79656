package export

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// pyrogramFiles are the names that Pyrogram's compiler expects, of each code.
var pyrogramFiles = []struct {
	code int
	name string
}{
	{303, "SEE_OTHER"}, {400, "BAD_REQUEST"}, {401, "UNAUTHORIZED"}, {403, "FORBIDDEN"}, {404, "NOT_FOUND"},
	{406, "NOT_ACCEPTABLE"}, {420, "FLOOD"}, {500, "INTERNAL_SERVER_ERROR"}, {503, "SERVICE_UNAVAILABLE"},
}

// Pyrogram makes the files CODE_NAME.tsv of Pyrogram's compiler
// (compiler/errors/source): one for each code that it knows, even if it is empty, so
// that an older export leaves nothing behind. It returns the types that a Python class
// cannot be named after, which are left out.
func Pyrogram(t *Table) (files []File, left []string) {
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
		if id := fmt.Sprint(code, name); seen[id] {
			continue
		} else {
			seen[id] = true
		}
		open(code)
		rows[code] = append(rows[code], []string{name, pyrogramWords(name, e.Type, e.Description)})
	}
	for _, code := range order {
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

// pyrogramWords is the message: the compiler puts it between three quotes, and formats
// it with value when the error occurs.
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
