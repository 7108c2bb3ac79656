package diff

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Accepted are the IDs of expected changes, each with a reason.
type Accepted map[string]string

var acceptLine = regexp.MustCompile(`^([0-9a-f]{12})\s+(\S.*)$`)

// ParseAccepted reads a list of accepted changes: an ID and a reason per line. It ignores
// blank lines and lines that begin with #.
func ParseAccepted(r io.Reader) (Accepted, error) {
	a := Accepted{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := acceptLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("line %d: want the id of a change (12 hexadecimal digits) and a reason", n)
		}
		a[m[1]] = m[2]
	}
	return a, lines.Err()
}

// Without returns the report without the accepted changes, which its summary counts.
func (r *Report) Without(a Accepted) *Report {
	left := r.keep(func(c Change) bool {
		_, ok := a[c.ID]
		return !ok
	})
	left.Summary.Accepted += len(r.Changes) - len(left.Changes)
	return left
}
