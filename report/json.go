package report

import (
	"encoding/json"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
)

// JSON writes the report as one indented document.
func JSON(w io.Writer, r *diff.Report, _ Options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
