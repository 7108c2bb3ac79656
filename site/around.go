package site

import (
	"cmp"
	"html/template"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/report/html"
)

// Around is the site around a page that a server makes on demand.
type Around struct {
	// Site is the name of the site; empty if there are several, each in a folder.
	Site string
	// Title is that of Options.
	Title string
	// Root is the relative address of the top of the site from the page: "../".
	Root string
	// Feeds reports whether the site was written with an address, and has feeds.
	Feeds bool
}

func (a Around) frame(title string) frame {
	f := frame{Title: title, Root: a.Root, Top: a.Site == "", Home: terminal.Line(a.Title), Served: true}
	if !f.Top {
		f.Site, f.Feed = cmp.Or(f.Home, terminal.Line(a.Site)), a.Feeds
	}
	return f
}

// Comparison is the changes between any two snapshots.
type Comparison struct {
	// Old and New are the names of the snapshots.
	Old, New string
	Report   *diff.Report
}

// comparisonPage shows a comparison.
type comparisonPage struct {
	frame
	Comparison
}

// Body is the report, empty if nothing changed.
func (v *comparisonPage) Body() (template.HTML, error) { return html.Changes(v.Report) }

// WriteComparison writes the page of a comparison, at compare/OLD...NEW of the site.
func WriteComparison(w io.Writer, a Around, c Comparison) error {
	v := &comparisonPage{a.frame(c.Old + " → " + c.New), c}
	v.HasReport = len(c.Report.Changes) > 0
	return templates().ExecuteTemplate(w, "comparison", v)
}

// choicePage offers snapshots to compare.
type choicePage struct {
	frame
	Names    []string
	Old, New string
}

// Policy allows the form.
func (*choicePage) Policy() string { return ChoicePolicy }

// WriteChoice writes the page compare/ of the site, a form with two snapshots. The names
// come newest first.
func WriteChoice(w io.Writer, a Around, names []string) error {
	v := &choicePage{frame: a.frame("Compare"), Names: names}
	if len(names) > 0 {
		v.Old, v.New = names[min(1, len(names)-1)], names[0]
	}
	return templates().ExecuteTemplate(w, "choice", v)
}
