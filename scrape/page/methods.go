package page

import (
	"net/url"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/model"
)

// MethodIndex is the content of /methods: its headings, each with its methods, in the order
// of the page.
type MethodIndex struct {
	Categories []Category `json:"categories"`
}

// Category is a heading of /methods. A method may be under several.
type Category struct {
	Methods []string `json:"methods"`
	Title   string   `json:"title"`
}

// methods reads the tables of /methods: the link in a row's first cell is the method, the
// heading right above the table its category.
func (d *document) methods() (*MethodIndex, error) {
	index := &MethodIndex{}
	title := ""
	seen := map[string]bool{} // in the last category
	goquery.NewDocumentFromNode(d.marks.content).FindMatcher(selHeadingsAndTR).Each(func(_ int, s *goquery.Selection) {
		if s.IsMatcher(selHeadings) {
			title = collapseSpace(s.Text())
			return
		}
		name, ok := methodLink(s.FindMatcher(selCell).First().FindMatcher(selLink).First())
		if !ok {
			return
		}
		last := len(index.Categories) - 1
		if last < 0 || index.Categories[last].Title != title {
			index.Categories = append(index.Categories, Category{Title: title})
			clear(seen)
			last++
		}
		c := &index.Categories[last]
		if !seen[name] {
			seen[name] = true
			c.Methods = append(c.Methods, name)
		}
	})
	if len(index.Categories) == 0 {
		return nil, &LayoutError{Want: "table of methods"}
	}
	return index, nil
}

func methodLink(a *goquery.Selection) (string, bool) {
	u, err := url.Parse(a.AttrOr("href", ""))
	if err != nil {
		return "", false
	}
	kind, name, ok := entityPath(u.Path)
	return name, ok && kind == model.KindMethod && model.CheckName(name) == nil
}
