package report

import (
	"bytes"
	"io"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
)

// Options configure the printers; each uses the ones that it needs. The zero value works.
type Options struct {
	// Color is for a terminal: removed is red, added is green. Without it, changed words
	// are marked as in git: [-removed-] and {+added+}.
	Color bool
	// Width is the maximum number of columns of a line of text; 0 is no limit. Lines break
	// between words: a name or an address is never broken.
	Width int
	// MaxBytes limits a Markdown report; 0 is no limit. GitHub accepts 65,536 characters in
	// a comment or in the body of a pull request.
	MaxBytes int
	// Updated is when the changes were found, for feeds; the zero value is printed as 1970.
	Updated time.Time
	// Link is the address of a page with the report, for feeds; empty for none.
	Link string
}

// Printer prints a report in one format.
type Printer func(w io.Writer, r *diff.Report, o Options) error

// Format is a printer with its name.
type Format struct {
	Name  string
	Print Printer
	// Paged is set for formats that people read on a terminal, in a pager.
	Paged bool
}

// Formats are the formats of this package. Package report/html has another one.
var Formats = []Format{
	{"text", Text, true},
	{"oneline", Oneline, true},
	{"markdown", Markdown, false},
	{"json", JSON, false},
	{"official", Official, false},
	{"github", GitHub, false},
	{"junit", JUnit, false},
	{"atom", Atom, false},
}

// Stored are the reports that a data folder keeps with each snapshot, by the ends of their
// file names.
var Stored = []Format{
	{"report.md", Markdown, false},
	{"report.json", JSON, false},
}

// PrintStored prints each of the Stored reports, and passes them on with the ends of their
// file names.
func PrintStored(r *diff.Report, write func(name string, b []byte) error) error {
	for _, form := range Stored {
		var b bytes.Buffer
		if err := form.Print(&b, r, Options{}); err != nil {
			return err
		}
		if err := write(form.Name, b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
