package diff

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Accepted are the IDs of changes that were expected, each with the reason.
type Accepted map[string]string

var acceptLine = regexp.MustCompile(`^([0-9a-f]{12})\s+(\S.*)$`)

// ParseAccepted reads a list of accepted changes: an ID and a reason a line; blank
// lines and lines that begin with # are nothing.
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
			return nil, fmt.Errorf("line %d: a change's id of 12 digits and the reason why it is accepted are wanted", n)
		}
		a[m[1]] = m[2]
	}
	return a, lines.Err()
}

// WriteAccepted writes a list that accepts every change of the report. The reasons
// are what the changes are: a person replaces them.
func WriteAccepted(w io.Writer, r *Report) error {
	if _, err := fmt.Fprint(w, "# Changes that were expected: an id and a reason a line. `tlcrawl diff --accept` counts them and shows the others.\n"); err != nil {
		return err
	}
	for _, c := range r.Changes {
		if _, err := fmt.Fprintf(w, "%s  %s\n", c.ID, terminal.Line(c.Text)); err != nil {
			return err
		}
	}
	return nil
}

// Without returns the report without the changes that were accepted, which its
// summary counts.
func (r *Report) Without(a Accepted) *Report {
	var kept []Change
	for _, c := range r.Changes {
		if _, ok := a[c.ID]; !ok {
			kept = append(kept, c)
		}
	}
	left := report(r.Old, r.New, kept)
	left.Summary.Accepted, left.Lines = r.Summary.Accepted+len(r.Changes)-len(kept), r.Lines
	return left
}
