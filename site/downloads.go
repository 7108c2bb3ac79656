package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/export/docs"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// downloadsPage lists the files for programs.
type downloadsPage struct {
	frame
	Last  history.Stats
	Files []download
}

// download is a file of the newest snapshot.
type download struct{ Name, About, Size string }

// documents are the files of the newest snapshot that the site offers.
var documents = append(latest.Documents[:len(latest.Documents):len(latest.Documents)],
	latest.Document{Name: "schema.json", Print: func(w io.Writer, s *model.Snapshot) error {
		err := schema.WriteJSON(w, s, model.SchemaAPI, schema.Options{SkipBase: true})
		if errors.Is(err, schema.ErrNoSchema) {
			return latest.ErrNothing
		}
		return err
	}},
	latest.Document{Name: "docs.json", Print: docs.JSON},
)

// about describes the documents.
var about = map[string]string{
	"snapshot.json": "everything: the schema, descriptions, parameters, errors, who may call what",
	"api.tl":        "the schema in TL",
	"schema.json":   "the schema in the shape of the documentation site's /schema/json",
	"errors.json":   "the errors in the shape of the documentation site's /api/errors.json",
	"docs.json":     "descriptions of methods, constructors, types and parameters, as Markdown",
}

// writeDownloads writes the files of the newest snapshot that it has something for, and the
// page that lists them.
func (b *builder) writeDownloads() error {
	v := &downloadsPage{Last: b.stats[len(b.stats)-1]}
	for _, d := range documents {
		var text bytes.Buffer
		// A snapshot that nobody validated may have lines that are no TL: the pages show them,
		// a file cannot.
		if d.Print(&text, b.last) != nil {
			continue
		}
		v.Files = append(v.Files, download{d.Name, about[d.Name], size(text.Len())})
		err := b.out.Create(d.Name, func(w io.Writer) error {
			_, err := text.WriteTo(w)
			return err
		})
		if err != nil {
			return err
		}
	}
	return b.page("downloads.html", "downloads", "Downloads", v)
}

// size shows a number of bytes.
func size(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 999_500:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
