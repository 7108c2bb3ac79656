package upcoming

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// siteLines are the lines of the site's schemas.
type siteLines struct {
	// schemas are the other schemas that the site has.
	schemas map[string]bool
	lines   map[key]string
	// bodies are the lines of the end-to-end schema without their names: it has one name
	// once a layer, and clients add a number to it.
	bodies map[string]bool
}

func linesOf(site History) siteLines {
	s := siteLines{map[string]bool{}, map[key]string{}, map[string]bool{}}
	for _, e := range site.Entities {
		switch {
		case e.AvailableAsOf != 0:
		case e.Schema == model.SchemaAPI:
			s.lines[key{"", e.Kind, e.Name}] = e.TL
		default:
			s.schemas[e.Schema] = true
			s.lines[key{e.Schema, e.Kind, e.Name}] = e.TL
			if e.Schema == model.SchemaEndToEnd {
				s.bodies[body(e.TL)] = true
			}
			s.addType(e.Schema, e.TL)
		}
	}
	return s
}

// addType adds the type of a line: other schemas have lines only.
func (s siteLines) addType(schema, tl string) {
	if c, err := model.ParseCombinator(tl); err == nil {
		s.lines[key{schema, model.KindType, c.Result}] = ""
	}
}

func (s siteLines) has(k key) bool {
	_, ok := s.lines[k]
	return ok
}

// line returns the site's line of something; a line of the end-to-end schema may have
// another name.
func (s siteLines) line(k key, tl string) (line string, ok bool) {
	if k.schema == model.SchemaEndToEnd && tl != "" && s.bodies[body(tl)] {
		return tl, true
	}
	line, ok = s.lines[k]
	return line, ok
}

// body is a line without its name and its id, which follows from it.
func body(tl string) string {
	_, rest, _ := strings.Cut(strings.TrimSuffix(tl, ";"), " ")
	return rest
}
