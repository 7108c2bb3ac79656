package scrape_test

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// stub is what the site returns for a page that it does not have.
const stub = `<!DOCTYPE html><html><head><title>Page not found</title></head><body>` +
	`<div class="dev_page_bread_crumbs"><ul><li><a href="/api">API</a></li><li><a href="/schema">TL-schema</a></li><li></li></ul></div>` +
	`<h1 id="dev_page_title">Page not found</h1><div id="dev_page_content">The page has not been saved</div></body></html>`

// world is a small site at one layer: its schema, and pages made from it in the site's
// markup, reduced to what a crawl reads.
type world struct {
	layer        int
	constructors []string
	methods      []string
	// headings are those of /methods, each with its methods.
	headings []heading
}

type heading struct {
	title   string
	methods []string
}

// sampleWorld is a world with special cases: a type of two constructors, a Vector result, a
// method under two headings, and one under none.
func sampleWorld() world {
	return world{
		layer: 214,
		constructors: []string{
			"boolFalse#bc799737 = Bool",
			"boolTrue#997275b5 = Bool",
			"nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc",
		},
		methods: []string{
			"account.checkUsername#2714d86c username:string = Bool",
			"help.getNearestDc#1fb33026 = NearestDc",
			"photos.deletePhotos#87cf7f2f id:Vector<InputPhoto> = Vector<long>",
			"stickers.checkShortName#284b3639 short_name:string = Bool",
		},
		headings: []heading{
			{"Names", []string{"account.checkUsername", "stickers.checkShortName"}},
			{"Looking around", []string{"help.getNearestDc"}},
			{"Stickers", []string{"stickers.checkShortName"}},
		},
	}
}

// at returns the same world at another layer.
func (w world) at(layer int) world {
	w.layer = layer
	return w
}

// with returns the same world with one more method, which only the schema lists.
func (w world) with(tl string) world {
	w.methods = append(w.methods[:len(w.methods):len(w.methods)], tl)
	return w
}

// listing returns the same world with a heading on /methods.
func (w world) listing(title string, methods ...string) world {
	w.headings = append(w.headings[:len(w.headings):len(w.headings)], heading{title, methods})
	return w
}

// pages returns all pages of the world, by path.
func (w world) pages() map[string][]byte {
	pages := map[string][]byte{"/schema": w.schemaPage(), "/methods": w.methodsPage()}
	types, users := map[string][]string{}, map[string][]string{}
	for _, tl := range w.constructors {
		name, result := parts(tl)
		pages["/constructor/"+name] = w.entityPage("constructor", name, tl)
		types[result] = append(types[result], tl)
	}
	for _, tl := range w.methods {
		name, result := parts(tl)
		users[result] = append(users[result], tl)
		pages["/method/"+name] = w.entityPage("method", name, "---functions---\n"+tl)
	}
	for name, lines := range types {
		if len(users[name]) > 0 {
			lines = append(append(lines, "---functions---"), users[name]...)
		}
		pages[page.EntityPath(model.KindType, name)] = w.entityPage("type", name, strings.Join(lines, "\n"))
	}
	return pages
}

func (w world) entityPage(kind, name, scheme string) []byte {
	return markup(name, "/"+kind+"/"+name, fmt.Sprintf("<p>The page of %s.</p>\n<p>%s%s</p>", name, w.layerSelect(), pre(scheme)), "")
}

func (w world) schemaPage() []byte {
	scheme := strings.Join(w.constructors, "\n") + "\n\n---functions---\n\n" + strings.Join(w.methods, "\n")
	return markup("Schema", "/schema", "<p>All of it.</p>", w.layerSelect()+pre(scheme))
}

func (w world) methodsPage() []byte {
	var b strings.Builder
	for _, h := range w.headings {
		fmt.Fprintf(&b, "<h3>%s</h3>\n<table><thead><tr><th>Name</th><th>Description</th></tr></thead><tbody>", h.title)
		for _, m := range h.methods {
			fmt.Fprintf(&b, `<tr><td><a href="/method/%[1]s">%[1]s</a></td><td>&nbsp;</td></tr>`, m)
		}
		b.WriteString("</tbody></table>\n")
	}
	return markup("Methods", "/methods", b.String(), "")
}

func (w world) layerSelect() string {
	return fmt.Sprintf(`<div><ul class="dev_layer_select"><li class="dropdown"><a class="dropdown-toggle" href="#">Layer %[1]d <b class="caret"></b></a>`+
		`<ul class="dropdown-menu"><li><a href="?layer=1">1 &ndash; First</a></li><li><a href="?layer=%[1]d"><strong>%[1]d &ndash; Last</strong></a></li></ul></li></ul></div>`+"\n", w.layer)
}

// parts returns the name and the result of a line of the schema.
func parts(tl string) (name, result string) {
	left, result, _ := strings.Cut(tl, " = ")
	name, _, _ = strings.Cut(left, "#")
	return name, result
}

func pre(scheme string) string {
	lines := strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(scheme)
	return `<pre class="page_scheme"><code>` + lines + "</code></pre>"
}

func markup(title, crumb, content, after string) []byte {
	return fmt.Appendf(nil, `<!DOCTYPE html>
<html><head><title>%[1]s</title></head><body>
<div class="dev_page_bread_crumbs"><ul class="breadcrumb"><li><a href="/api">API</a></li><li><a href="%[2]s">%[1]s</a></li></ul></div>
<h1 id="dev_page_title">%[1]s</h1>
<div id="dev_page_content">%[3]s</div>
%[4]s</body></html>
`, title, strings.ReplaceAll(crumb, " ", "%20"), content, after)
}
