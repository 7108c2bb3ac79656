package html

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the style sheet, the script and the templates
	"encoding/base64"
	"html/template"
	"io"
	"sync"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/report"
)

var (
	//go:embed style.css
	style string
	//go:embed report.js
	script string
	//go:embed report.tmpl
	source string
)

// templates are parsed on demand: most commands print no report.
var templates = sync.OnceValue(func() *template.Template { return template.Must(template.New("web").Parse(source)) })

// Style is the style sheet of reports and of the pages around them: colors as custom
// properties, light and dark.
func Style() string { return style }

// Script is the script of reports: filters, keys, and the choice of light or dark. In a
// page without a report it does only the last.
func Script() string { return script }

// Policy is the Content-Security-Policy of a page with Style and Script that makes no
// requests.
func Policy() string {
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) +
		"; base-uri 'none'; form-action 'none'"
}

// hash identifies an inline style or script in a policy.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Format is the format of this package.
var Format = report.Format{Name: "html", Print: Print}

// Print prints the report as one HTML file. An empty report prints nothing.
func Print(w io.Writer, r *diff.Report, _ report.Options) error {
	if len(r.Changes) == 0 {
		return nil
	}
	page := struct {
		body
		Policy string
		Style  template.CSS
		Script template.JS
	}{newBody(r), Policy(), template.CSS(style), template.JS(script)}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "page", page); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

// Changes returns the body of a report, for another page that has Style and, for the
// filters, Script. It is empty for an empty report.
func Changes(r *diff.Report) (template.HTML, error) {
	if len(r.Changes) == 0 {
		return "", nil
	}
	return render("changes", newBody(r))
}

// Funcs are functions for the templates of other pages: spans shows the spans of
// report.Words as <ins> and <del>; words does the same for two texts, with long segments
// folded; clean and line clean a text of the site for display.
func Funcs() template.FuncMap {
	return template.FuncMap{
		"spans": func(spans []report.Span) (template.HTML, error) { return render("segments", whole(spans)) },
		"words": func(old, new string) (template.HTML, error) { return render("segments", compare(old, new)) },
		"clean": terminal.Clean,
		"line":  terminal.Line,
	}
}

// render executes a template, which escapes its data.
func render(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	err := templates().ExecuteTemplate(&b, name, data)
	return template.HTML(b.String()), err
}
