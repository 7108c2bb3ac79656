package htmltree

import "golang.org/x/net/html/atom"

// class says what the parser of HTML does with an element that stands in a body
// (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody).
type class int

const (
	unknown class = iota // left to html.Parse
	inline               // formats words, and stands wherever words may
	block                // ends a paragraph that is open
	heading              // a block, not in another heading
	item                 // stands in a list
	void                 // has no content
	rule                 // has none either, and ends a paragraph
	table                // a block that holds nothing but groups
	group                // stands in a table, holds nothing but rows
	row                  // stands in a group, holds nothing but cells
	cell                 // stands in a row, and begins anew what holds for paragraphs
)

type element struct {
	class
	atom.Atom
}

// elements are the ones that are known, by their names.
var elements = map[string]element{
	"a":          {inline, atom.A},
	"b":          {inline, atom.B},
	"blockquote": {block, atom.Blockquote},
	"br":         {void, atom.Br},
	"code":       {inline, atom.Code},
	"div":        {block, atom.Div},
	"em":         {inline, atom.Em},
	"h1":         {heading, atom.H1},
	"h2":         {heading, atom.H2},
	"h3":         {heading, atom.H3},
	"h4":         {heading, atom.H4},
	"h5":         {heading, atom.H5},
	"h6":         {heading, atom.H6},
	"hr":         {rule, atom.Hr},
	"i":          {inline, atom.I},
	"img":        {void, atom.Img},
	"li":         {item, atom.Li},
	"ol":         {block, atom.Ol},
	"p":          {block, atom.P},
	"pre":        {block, atom.Pre},
	"small":      {inline, atom.Small},
	"span":       {inline, atom.Span},
	"strong":     {inline, atom.Strong},
	"table":      {table, atom.Table},
	"tbody":      {group, atom.Tbody},
	"td":         {cell, atom.Td},
	"th":         {cell, atom.Th},
	"thead":      {group, atom.Thead},
	"tr":         {row, atom.Tr},
	"u":          {inline, atom.U},
	"ul":         {block, atom.Ul},
}
