package report

import (
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// AcceptList prints a list in the format of diff.ParseAccepted that accepts every change of
// the report. The reasons are the changes' texts, to be replaced by real ones.
func AcceptList(w io.Writer, r *diff.Report, _ Options) error {
	if _, err := fmt.Fprint(w, "# Expected changes: an id and a reason per line. `tlcrawl diff --accept` counts them and shows the others.\n"); err != nil {
		return err
	}
	for _, c := range r.Changes {
		if _, err := fmt.Fprintf(w, "%s  %s\n", c.ID, terminal.Line(c.Text)); err != nil {
			return err
		}
	}
	return nil
}
