package page

import (
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// combinator is what the pages of methods and constructors have in common.
type combinator struct {
	// line is the page's line, the last one of an end-to-end page; it is empty if the page
	// has none.
	line          model.Combinator
	lines         []model.LayerLine
	availableAsOf int
}

// readCombinator reads the page of a method or constructor.
func (d *document) readCombinator(p *Page, cache *lineCache) error {
	block, err := d.tlBlock(cache)
	if err != nil {
		return err
	}
	own, err := block.own(d.kind, d.name)
	if err != nil {
		return err
	}
	c := combinator{availableAsOf: block.availableAsOf}
	for _, l := range own {
		c.line = l.Combinator
		if p.ChecksumMismatch == nil {
			p.ChecksumMismatch = l.mismatch
		}
		if l.layer != 0 {
			c.lines = append(c.lines, model.LayerLine{Layer: l.layer, TL: l.Line})
		}
	}
	p.AvailableAsOf, p.Unfilled = block.availableAsOf, len(own) == 0 && block.availableAsOf == 0
	if d.kind == KindMethod {
		return d.method(p, c)
	}
	return d.constructor(p, c)
}

var typeName = regexp.MustCompile(`^[A-Za-z][\w.]*(<[%A-Za-z][\w.]*>| [a-z])?$`)

// resultByWords drops a section with a heading that no rule knows if it says the result and
// nothing else.
func (d *document) resultByWords(line model.Combinator) rule {
	return func(s *section) error {
		if s.heading != nil && line.Result != "" && compact(s.only()) == compact(line.Result) {
			s.known, s.nodes = true, nil
		}
		return nil
	}
}

// result reads the section that names the result of a method, or the type of a
// constructor. A section that says no more than the TL line is dropped; without a line,
// the section is all there is.
func (d *document) result(line model.Combinator, into *string) rule {
	return func(s *section) error {
		if line.Result != "" {
			s.dropFunc(func(said string) bool { return compact(said) == compact(line.Result) })
			return nil
		}
		if said := s.only(); typeName.MatchString(said) {
			*into = said
			s.drop(said)
		}
		return nil
	}
}

// compact is the name of a type without white space, which a layout may put between its
// parts.
func compact(name string) string { return strings.Join(strings.Fields(name), "") }
