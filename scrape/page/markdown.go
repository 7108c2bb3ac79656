package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	tables "github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// converterToMarkdown is safe for concurrent use. It is created on demand: most commands
// read no page.
var converterToMarkdown = sync.OnceValue(func() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		tables.NewTablePlugin(),
	))
})

// markdown renders parts of the page at the address page.
type markdown struct {
	page *url.URL
	// reference renders everything with the library.
	reference bool
	// size counts the bytes of Markdown of the page.
	size *int
}

// cell renders the content of a table cell; n may be nil.
func (md markdown) cell(td *html.Node) string {
	if td == nil {
		return ""
	}
	return md.render(children(td))
}

// render converts nodes to Markdown with absolute links. It removes the nodes from their
// page: each may be rendered once.
func (md markdown) render(nodes []*html.Node) string {
	out := md.markdown(nodes)
	*md.size += len(out)
	return out
}

func (md markdown) markdown(nodes []*html.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	if !md.reference {
		if said, ok := md.simple(nodes); ok {
			return visible(said)
		}
	}
	div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
		div.AppendChild(n)
	}
	sel := goquery.NewDocumentFromNode(div).Selection
	sel.FindMatcher(selAnchor).Remove()
	sel.FindMatcher(selA).Each(func(_ int, a *goquery.Selection) {
		if href := md.address(a.Nodes[0]); href != "" {
			a.SetAttr("href", href).RemoveAttr("title") // title attributes are dropped
		} else {
			a.BeforeNodes(a.Contents().Nodes...)
			a.Remove()
		}
	})
	said := sel.Text()
	if !convertible(div, said) {
		return collapseSpace(said)
	}
	b, err := converterToMarkdown().ConvertNode(div)
	if err != nil {
		return collapseSpace(said) // no input is known to lead here
	}
	out := strings.TrimSpace(string(b))
	if strings.Contains(out, `\_`) && !strings.Contains(said, `\_`) {
		out = plainUnderscores(out)
	}
	return visible(out)
}

// address returns the target of a link; it is empty for a link without a target or one that
// runs code.
func (md markdown) address(a *html.Node) string {
	i := slices.IndexFunc(a.Attr, func(at html.Attribute) bool { return at.Namespace == "" && at.Key == "href" })
	if i < 0 {
		return ""
	}
	u, err := md.page.Parse(strings.TrimSpace(a.Attr[i].Val))
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "tg", "mailto":
		return u.String()
	default:
		return ""
	}
}

var innerUnderscore = regexp.MustCompile(`([\pL\pN])\\_([\pL\pN])`)

// plainUnderscores removes the escapes inside words, phone\_code: they are not needed there
// (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis, rule 2), and
// generators use the text as it is.
func plainUnderscores(s string) string {
	for {
		t := innerUnderscore.ReplaceAllString(s, "${1}_${2}")
		if t == s {
			return s
		}
		s = t
	}
}
