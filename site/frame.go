package site

import (
	"cmp"
	"embed"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/report/html"
)

// Policy is the Content-Security-Policy of every page: its own files only.
const Policy = ownFiles + "form-action 'none'"

// ChoicePolicy is that of the page that WriteChoice writes, which has a form.
const ChoicePolicy = ownFiles + "form-action 'self'"

const ownFiles = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; "

var (
	//go:embed *.tmpl
	layouts embed.FS
	//go:embed site.css
	style string
	//go:embed site.js
	script string
)

// templates are parsed on demand: most commands write no page.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("site").Funcs(html.Funcs()).Funcs(template.FuncMap{"at": at}).ParseFS(layouts, "*.tmpl"))
})

// frame is the part that all pages share.
type frame struct {
	// Site is the title of the site, Title that of the page.
	Site, Title string
	// Root is the relative path from the page to the root: "" or "../".
	Root string
	// HasReport reports whether the page has a report with its own keys and buttons.
	HasReport bool
	// Feed reports whether there are feeds and a description of the search, Several whether there is a page above the root.
	Feed, Several bool
	// Up leads from the root to the page above it: a folder up for each part of its name.
	Up string
	// Top is set on that page, Home is its title if it has another than usual.
	Top  bool
	Home string
	// Served is set if the pages are served with comparisons.
	Served bool
}

// above returns the frame of a site in a folder of that name.
func (f frame) above(folder string) frame {
	f.Several, f.Up = true, strings.Repeat("../", strings.Count(folder, "/")+1)
	return f
}

func (f *frame) self() *frame { return f }

// Policy is for the templates.
func (*frame) Policy() string { return Policy }

// framed is a view that has a frame.
type framed interface{ self() *frame }

// page writes a page by the template of that name.
func (b *builder) page(file, template, title string, view framed) error {
	f := view.self()
	f.Site, f.Feed, f.Several, f.Up, f.Served = b.frame.Site, b.frame.Feed, b.frame.Several, b.frame.Up, b.frame.Served
	f.Title, f.Root = title, strings.Repeat("../", strings.Count(file, "/"))
	return create(b.out, file, template, view)
}

func create(out Output, file, template string, view any) error {
	return out.Create(file, func(w io.Writer) error { return templates().ExecuteTemplate(w, template, view) })
}

// rooted is data for a template with links relative to a page's root.
type rooted struct {
	Root string
	Of   any
}

// at passes both to a template.
func at(root string, of any) rooted { return rooted{root, of} }

// writeAssets writes the style and the scripts. The search index is nil where there is
// nothing to search.
func writeAssets(out Output, index []byte) error {
	assets := []struct{ name, text string }{{"style.css", html.Style() + style}, {"report.js", html.Script()}}
	if index != nil {
		assets = append(assets, struct{ name, text string }{"search.js", string(index)}, struct{ name, text string }{"site.js", script})
	}
	for _, a := range assets {
		err := out.Create(a.name, func(w io.Writer) error {
			_, err := io.WriteString(w, a.text)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// link is a link to a page of the site, if the entity has one.
type link struct {
	Name, File string
	// Note is what follows the name.
	Note string
}

// group is links under a heading.
type group struct {
	Name string
	// One is the singular of Name.
	One   string
	Links []link
}

func sortLinks(list []link) {
	slices.SortFunc(list, func(a, b link) int { return cmp.Compare(a.Name, b.Name) })
}
