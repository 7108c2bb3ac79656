package samplesite

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
)

//go:embed sample markup
var files embed.FS

// errorTable is the path of the site's own table of errors, the one page that is JSON.
const errorTable = "/api/errors.json"

// documentation is the content of sample/LAYER.json: the documentation of the entities of a
// layer. Every text in it is HTML.
type documentation struct {
	// Categories are the headings of /methods.
	Categories   []category       `json:"categories"`
	Methods      map[string]entry `json:"methods"`
	Constructors map[string]entry `json:"constructors"`
	Types        map[string]entry `json:"types"`
	// Announced are entities whose pages belong to a later layer.
	Announced announced `json:"announced"`
	// Unfilled are methods that were removed long ago: their pages have an unfilled
	// template.
	Unfilled map[string]lineEntry `json:"unfilled"`
	// Bare are bare types, whose pages have neither schema nor layer.
	Bare map[string]entry `json:"bare"`
	// EndToEnd are constructors of the end-to-end schema.
	EndToEnd map[string]entry `json:"end_to_end"`
}

// announced are the pages of a later layer.
type announced struct {
	Layer        int                  `json:"layer"`
	Methods      map[string]lineEntry `json:"methods"`
	Constructors map[string]lineEntry `json:"constructors"`
	Types        map[string]entry     `json:"types"`
}

// lineEntry is the documentation of an entity that the schema does not have. Its line is
// not shown; the tables are generated from it.
type lineEntry struct {
	TL string `json:"tl"`
	entry
}

type category struct {
	Heading string   `json:"heading"`
	Methods []string `json:"methods"`
}

// entry is the documentation of one entity.
type entry struct {
	// Missing marks an entity of the schema without a page on the site.
	Missing bool `json:"missing"`
	// Title is the title of the page, if it is not the name.
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Params      map[string]string `json:"params"`
	// Untabled are parameters of the line that the table lacks.
	Untabled []string `json:"untabled"`
	// Result is the text under that heading, if it is not the type.
	Result string `json:"result"`
	// Callers are those who may call a method: "users", "bots" or "both", or "bots too" for
	// the heading that pages had until 2025. It is empty if the page does not state it.
	Callers         string    `json:"callers"`
	Unauthenticated bool      `json:"unauthenticated"`
	Business        bool      `json:"business"`
	Errors          []failure `json:"errors"`
	Sections        []section `json:"sections"`
	Related         []related `json:"related"`
}

type failure struct {
	Code        int    `json:"code"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

type section struct {
	Anchor  string `json:"anchor"`
	Heading string `json:"heading"`
	Body    string `json:"body"`
}

type related struct {
	Title       string `json:"title"`
	Href        string `json:"href"`
	Description string `json:"description"`
}

// sites reads the embedded sample, once. As it is embedded, an error in it is a panic.
var sites = sync.OnceValue(func() []*site {
	var layers []struct {
		Layer int           `json:"layer"`
		List  []model.Layer `json:"list"`
	}
	decode("sample/layers.json", &layers)
	var changes changesPage
	decode("sample/changes.json", &changes)
	var all []*site
	for _, l := range layers {
		s := &site{layer: l.Layer, layers: l.List, changes: changes}
		s.addSchema(fmt.Sprintf("sample/%d.tl", l.Layer))
		decode(fmt.Sprintf("sample/%d.json", l.Layer), &s.docs)
		s.mtproto = string(read(fmt.Sprintf("sample/%d.mtproto.tl", l.Layer)))
		s.endToEnd = string(read("sample/end-to-end.tl"))
		s.pages = s.render()
		all = append(all, s)
	}
	return all
})

func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return b
}

func decode(name string, into any) {
	dec := json.NewDecoder(bytes.NewReader(read(name)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		panic(fmt.Errorf("%s: %w", name, err))
	}
}

// addSchema reads the combinators of a .tl file into the site, in its order.
func (s *site) addSchema(name string) {
	kind := model.KindConstructor
	for line := range strings.Lines(string(read(name))) {
		switch line = strings.TrimSpace(line); line {
		case "":
		case functions:
			kind = model.KindMethod
		default:
			c, err := model.ParseCombinator(line)
			if err != nil {
				panic(fmt.Errorf("%s: %w", name, err))
			}
			s.add(combinator{c, kind})
		}
	}
}
