package upstream

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

// The plot: a column per layer, and days downwards.
const (
	plotWidth, plotHeight = 640, 260
	plotLeft, plotRight   = 44.0, plotWidth - 12.0
	plotTop, plotBottom   = 40.0, plotHeight - 28.0
	// maxColumns is how many layers are plotted, the newest ones.
	maxColumns = 40
	// labelWidth is the least distance of two layers that are labelled.
	labelWidth = 26.0
)

// shapes draw a mark at a point; each source has one, so that the plot needs no colors.
var shapes = []func(x, y float64) string{
	func(x, y float64) string { return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="3.5"`, x, y) },
	func(x, y float64) string { return polygon(x, y, -3.5, -3.5, 3.5, -3.5, 3.5, 3.5, -3.5, 3.5) },
	func(x, y float64) string { return polygon(x, y, 0, -4.5, 4.5, 3.5, -4.5, 3.5) },
	func(x, y float64) string { return polygon(x, y, 0, -5, 5, 0, 0, 5, -5, 0) },
	func(x, y float64) string { return polygon(x, y, -4.5, -3.5, 4.5, -3.5, 0, 4.5) },
}

func polygon(x, y float64, offsets ...float64) string {
	var points []string
	for i := 0; i < len(offsets); i += 2 {
		points = append(points, fmt.Sprintf("%.1f,%.1f", x+offsets[i], y+offsets[i+1]))
	}
	return `<polygon points="` + strings.Join(points, " ") + `"`
}

// LeadPlot writes an SVG of the newest layers: how many days after the first one each source
// and site had it. It has the color of the text around it, and neither style nor script.
func LeadPlot(w io.Writer, list []Lead) error {
	list = list[max(0, len(list)-maxColumns):]
	sites, sources := Names(list)
	names := slices.Concat(sources, sites)
	p := &leadPlot{list: list, names: names, filled: len(sources)}
	for _, l := range list {
		for _, a := range l.Seen {
			p.most = max(p.most, a.Days)
		}
	}
	fmt.Fprintf(&p.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" fill="currentColor" font-family="system-ui, sans-serif" font-size="10">`+"\n", plotWidth, plotHeight)
	fmt.Fprintf(&p.b, "<title>%s</title>\n", html.EscapeString(p.title()))
	p.legend()
	p.axes()
	for i, l := range list {
		for _, a := range l.Seen {
			p.mark(i, l, a)
		}
	}
	p.b.WriteString("</svg>\n")
	_, err := io.WriteString(w, p.b.String())
	return err
}

type leadPlot struct {
	b     strings.Builder
	list  []Lead
	names []string
	// filled is how many of the names have filled marks: the sources.
	filled int
	most   float64 // days
}

func (p *leadPlot) title() string {
	if len(p.list) == 0 {
		return "No layer is known of two sources"
	}
	return fmt.Sprintf("Layers %d to %d: days after the first source that had each", p.list[0].Layer, p.list[len(p.list)-1].Layer)
}

func (p *leadPlot) x(i int) float64 {
	if len(p.list) == 1 {
		return (plotLeft + plotRight) / 2
	}
	return plotLeft + 8 + float64(i)/float64(len(p.list)-1)*(plotRight-plotLeft-16)
}

func (p *leadPlot) y(days float64) float64 {
	if p.most == 0 {
		return plotTop
	}
	return plotTop + days/p.most*(plotBottom-plotTop)
}

// shape draws the mark of a name: filled for a source, in outline for a site.
func (p *leadPlot) shape(name string, x, y float64) string {
	i := slices.Index(p.names, name)
	style := ""
	if i >= p.filled {
		style = ` fill="none" stroke="currentColor" stroke-width="1.5"`
		i -= p.filled
	}
	return shapes[i%len(shapes)](x, y) + style
}

func (p *leadPlot) legend() {
	x := plotLeft
	for _, name := range p.names {
		fmt.Fprintf(&p.b, `%s/><text x="%.1f" y="18">%s</text>`+"\n", p.shape(name, x, 14.5), x+8, html.EscapeString(name))
		x += 20 + 5.6*float64(len(name))
	}
}

func (p *leadPlot) axes() {
	for _, days := range []float64{0, p.most} {
		fmt.Fprintf(&p.b, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="currentColor" stroke-opacity=".3"/>`, plotLeft, p.y(days), plotRight, p.y(days))
		fmt.Fprintf(&p.b, `<text x="%.1f" y="%.1f" text-anchor="end">%.0f d</text>`+"\n", plotLeft-6, p.y(days)+3, days)
		if p.most == 0 {
			break
		}
	}
	free := 0.0
	for i, l := range p.list {
		if x := p.x(i); x >= free {
			fmt.Fprintf(&p.b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`+"\n", x, plotHeight-8, l.Layer)
			free = x + labelWidth
		}
	}
}

func (p *leadPlot) mark(i int, l Lead, a Arrival) {
	text := fmt.Sprintf("Layer %d, %s: %s", l.Layer, a.Source, a.Time.Format("2006-01-02"))
	if a.OrEarlier {
		text += " or earlier"
	}
	if a.Days > 0 {
		text += fmt.Sprintf(", %.1f days after the first", a.Days)
	}
	shape := p.shape(a.Source, p.x(i), p.y(a.Days))
	name, _, _ := strings.Cut(strings.TrimPrefix(shape, "<"), " ")
	fmt.Fprintf(&p.b, "%s><title>%s</title></%s>\n", shape, html.EscapeString(text), name)
}
