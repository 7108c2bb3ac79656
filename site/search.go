package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// names is what the search knows of a kind: lists of the same length, because columns
// compress better than rows.
type names struct {
	Names []string `json:"names"`
	// IDs has 8 hexadecimal digits for each name, or spaces.
	IDs string `json:"ids,omitempty"`
	// Codes are those of an error, separated by spaces.
	Codes []string `json:"codes,omitempty"`
	// Params are the names of parameters, separated by spaces.
	Params []string `json:"params,omitempty"`
	Texts  []string `json:"texts"`
	// Pages has the address of a page by position, where it does not follow from the name.
	Pages map[int]string `json:"pages,omitempty"`
	// Gone is the position of the first name that the newest snapshot does not have.
	Gone int `json:"gone"`
}

// maxText is how many bytes of a description the search looks through.
const maxText = 160

// searchIndex returns a script that sets the constant names. A script can be read from a
// disk, JSON cannot.
func (b *builder) searchIndex() []byte {
	index := map[model.Kind]*names{}
	kinds := slices.Concat(model.Kinds, []model.Kind{diff.KindError})
	for _, kind := range kinds {
		index[kind] = &names{Names: []string{}, Texts: []string{}, Pages: map[int]string{}}
	}
	for _, e := range entities(b.last) {
		b.nameEntity(index[e.Kind], e, find(b.last, e))
	}
	b.nameErrors(index[diff.KindError], func(codes string) bool { return codes != "" })
	for _, n := range index {
		n.Gone = len(n.Names)
	}
	for _, e := range b.goneEntities() {
		b.nameEntity(index[e.Kind], e, b.gone[e].entity)
	}
	b.nameErrors(index[diff.KindError], func(codes string) bool { return codes == "" })
	var out bytes.Buffer
	out.WriteString("\"use strict\";\nconst names = {\n")
	for _, kind := range kinds {
		list, err := json.Marshal(index[kind])
		if err != nil {
			panic(err) // strings can always be encoded
		}
		fmt.Fprintf(&out, "%q: %s,\n", kind, list)
	}
	out.WriteString("};\n")
	return out.Bytes()
}

// add adds a name with its page.
func (n *names) add(kind model.Kind, name, page, text string) {
	if page != string(kind)+"/"+name+".html" {
		n.Pages[len(n.Names)] = page
	}
	n.Names = append(n.Names, terminal.Line(name))
	n.Texts = append(n.Texts, shorten(prose.Plain(text), maxText))
}

// nameEntity adds an entity.
func (b *builder) nameEntity(to *names, e diff.Entity, is any) {
	var id, text string
	var params []model.Param
	switch is := is.(type) {
	case *model.Method:
		id, text, params = is.ID, is.Description, is.Params
	case *model.Constructor:
		id, text, params = is.ID, is.Description, is.Params
	case *model.Type:
		text = is.Description
	}
	to.add(e.Kind, e.Name, b.files.of[e], text)
	if e.Kind == model.KindType {
		return
	}
	if !hexID.MatchString(id) {
		id = strings.Repeat(" ", 8)
	}
	to.IDs += id
	var list []string
	for _, p := range params {
		if p.Type != "#" {
			list = append(list, terminal.Line(p.Name))
		}
	}
	to.Params = append(to.Params, strings.Join(list, " "))
}

// nameErrors adds the types of errors that the newest snapshot has, or those that it lacks.
func (b *builder) nameErrors(to *names, takes func(codes string) bool) {
	codes, texts := map[string][]string{}, map[string]string{}
	for _, k := range b.catalogue.keys {
		codes[k.Type] = append(codes[k.Type], fmt.Sprint(k.Code))
		if texts[k.Type] == "" {
			texts[k.Type] = usual(b.catalogue.of[k].descriptions)
		}
	}
	for _, typ := range b.errorTypes() {
		if list := strings.Join(codes[typ], " "); takes(list) {
			to.add(diff.KindError, typ, b.errorFile(typ), texts[typ])
			to.Codes = append(to.Codes, list)
		}
	}
}
