package page

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/model"
)

var (
	layerShown = regexp.MustCompile(`(?i)\blayer\s+(\d{1,6})\b`)
	layerLink  = regexp.MustCompile(`[?&]layer=(\d{1,6})\b`)
)

// shownLayer reads the layer that the page shows, 0 if it shows none.
func (d *document) shownLayer() int {
	if d.marks.shown == nil {
		return 0
	}
	m := layerShown.FindStringSubmatch(text(d.marks.shown))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// layerList reads the list of layers with their titles, in the order of the page.
func layerList(menu *html.Node) (list []model.Layer) {
	if menu == nil {
		return nil
	}
	for a := range under(menu) {
		if a.DataAtom != atom.A {
			continue
		}
		m := layerLink.FindStringSubmatch(attr(a, "href"))
		if m == nil {
			continue // "More...", at the end
		}
		n, _ := strconv.Atoi(m[1])
		list = append(list, model.Layer{Layer: n, Title: layerTitle(text(a), m[1])})
	}
	return list
}

// layerTitle returns the text after the number and the dash in "214 – Chat Themes".
func layerTitle(label, number string) string {
	rest := strings.TrimSpace(strings.TrimPrefix(label, number))
	for _, dash := range []string{"–", "—", "-"} {
		if title, ok := strings.CutPrefix(rest, dash); ok {
			return strings.TrimSpace(title)
		}
	}
	return rest
}
