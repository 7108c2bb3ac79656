package report

import (
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// AcceptList prints a list, as diff.ParseAccepted reads it, that accepts every change of
// the report. The reasons are the changes' texts; a person replaces them.
func AcceptList(w io.Writer, r *diff.Report, _ Options) error {
	if _, err := fmt.Fprint(w, "# Expected changes: an id and a reason a line. `tlcrawl diff --accept` counts them and shows the others.\n"); err != nil {
		return err
	}
	for _, c := range r.Changes {
		if _, err := fmt.Fprintf(w, "%s  %s\n", c.ID, terminal.Line(c.Text)); err != nil {
			return err
		}
	}
	return nil
}
