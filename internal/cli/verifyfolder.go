package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// folderFindings are what `verify --data` finds in a data folder.
type folderFindings struct {
	Damaged []store.Damage `json:"damaged"`
	// Disagreements are peculiarities of the sources, not of the folder.
	Disagreements []upstream.Disagreement `json:"disagreements"`
}

// checkFolder prints the damaged files of a data folder, and where sources disagree. It
// returns errDiffers if files are damaged.
func (f *verifyFlags) checkFolder(c console, folder store.Folder) error {
	sources, err := f.sources.read()
	if err != nil {
		return err
	}
	sites, err := sitesOf(folder)
	if err != nil {
		return err
	}
	found := folderFindings{Damaged: []store.Damage{}}
	for _, site := range sites {
		list, err := folder.Check(site)
		if err != nil {
			return err
		}
		found.Damaged = append(found.Damaged, list...)
	}
	if found.Disagreements, err = upstream.Disagreements(folder, sources); err != nil {
		return err
	}
	print := found.print
	if f.format == "json" {
		print = func(w io.Writer) error { return printJSON(w, found) }
	}
	if err := print(c.out); err != nil || len(found.Damaged) == 0 {
		return err
	}
	fmt.Fprintf(c.err, "tlcrawl: %d damaged; run `tlcrawl repair --data %s`\n", len(found.Damaged), folder)
	return errDiffers
}

func (f folderFindings) print(w io.Writer) error {
	var b strings.Builder
	for _, d := range f.Damaged {
		b.WriteString(terminal.Line(d.String()) + "\n")
	}
	for _, d := range f.Disagreements {
		b.WriteString(terminal.Line(fmt.Sprintf("sources differ in layer %d: %s", d.Layer, d)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
