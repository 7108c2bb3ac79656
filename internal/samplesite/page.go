package samplesite

import (
	"strings"
	"sync"
	"text/template"

	"github.com/tlcrawl/tlcrawl/model"
)

// templates parses the markup: frame.tmpl is the frame of every page, content.tmpl has one
// template for each kind of page.
var templates = sync.OnceValue(func() *template.Template {
	t := template.New("").Funcs(template.FuncMap{"cell": cell, "plain": plain, "slug": slug})
	return template.Must(t.ParseFS(files, "markup/*.tmpl"))
})

// frame is the frame around the content of a page.
type frame struct {
	Title   string
	Summary string
	Crumbs  []crumb
	Content string
}

type crumb struct{ Title, Path string }

// render lays out a page: the named template renders view as its content.
func (f frame) render(name string, view any) string {
	f.Content = execute(name, view)
	return execute("frame", f)
}

// execute panics if a template does not fit its view: both are embedded.
func execute(name string, view any) string {
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, name, view); err != nil {
		panic(err)
	}
	return b.String()
}

// stub returns the page that the site serves for a missing page.
func stub() string {
	return frame{
		Title:  "Page not found",
		Crumbs: []crumb{{"API", "/api"}, {"TL-schema", "/schema"}, {}},
	}.render("stub", nil)
}

// layerSelect is the list of layers on a page.
type layerSelect struct {
	Shown  int
	Layers []model.Layer
}

// row is a row of a table: a link or a name, a type if there is one, a description.
type row struct {
	Path, Name  string
	Type        string
	Description string
}

// entityPage is the template data for the page of an entity.
type entityPage struct {
	entry
	Select layerSelect
	Scheme string
	Params []row
	// Outcome is the type of a constructor, or the result of a method.
	Outcome string
	// Constructors and Methods are the tables of a type.
	Constructors []row
	Methods      []row
	// Unfilled shows the template of the schema, Bare neither schema nor layer.
	Unfilled, Bare bool
}

// listPage is the template data for /schema and /methods.
type listPage struct {
	Select     layerSelect
	Scheme     string
	Categories []methodTable
}

// changesPage is the template data for /api/layers.
type changesPage []struct {
	Layer  int    `json:"layer"`
	Title  string `json:"title"`
	Groups []struct {
		Heading string `json:"heading"`
		// Items are HTML.
		Items []string `json:"items"`
	} `json:"groups"`
}

type methodTable struct {
	Heading string
	Methods []row
}
