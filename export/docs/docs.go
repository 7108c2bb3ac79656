// Package docs writes the descriptions of a snapshot for generators that document their
// output.
//
// It is for descriptions of entities and parameters, not for errors (package export) nor
// for the schema (package schema). It reads and writes no files.
//
// It guarantees that the same snapshot gives the same bytes, and that texts in formats
// without markup have none.
package docs

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

// Formats are the formats by name.
var Formats = map[string]func(io.Writer, *model.Snapshot) error{
	"json": JSON, "mtcute": Mtcute, "pyrogram": Pyrogram, "teleproto": Teleproto,
}

// Names are the names of the formats.
func Names() []string { return []string{"json", "mtcute", "pyrogram", "teleproto"} }

func encode(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// paramTexts returns the description of each parameter under a name made by rename. It
// leaves out fields of flags if flags is false.
func paramTexts(params []model.Param, flags bool, rename, text func(string) string) map[string]string {
	texts := map[string]string{}
	for _, p := range params {
		if flags || p.Type != "#" {
			texts[rename(p.Name)] = text(p.Description)
		}
	}
	return texts
}

func same(s string) string { return s }

// camel joins the words between underscores: bot_id is botId.
func camel(name string) string {
	var b strings.Builder
	for i, word := range strings.Split(name, "_") {
		if i > 0 && b.Len() > 0 {
			word = upper(word)
		}
		b.WriteString(word)
	}
	return b.String()
}

// upper capitalizes the first letter.
func upper(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// pyrogramName is account.AcceptAuthorization for account.acceptAuthorization.
func pyrogramName(name string) string {
	i := strings.LastIndexByte(name, '.') + 1
	return name[:i] + upper(camel(name[i:]))
}

// pyrogramText doubles backslashes: Pyrogram puts the text into Python source.
func pyrogramText(markdown string) string {
	return strings.ReplaceAll(prose.Plain(markdown), `\`, `\\`)
}

type pyrogramEntity struct {
	Desc   string            `json:"desc"`
	Params map[string]string `json:"params"`
}

type pyrogramType struct {
	Desc string `json:"desc"`
}

// Pyrogram writes the descriptions in the format of Pyrogram's docs.json: {"type",
// "constructor", "method"}, with names as in Pyrogram's classes.
func Pyrogram(w io.Writer, s *model.Snapshot) error {
	doc := struct {
		Type        map[string]pyrogramType   `json:"type"`
		Constructor map[string]pyrogramEntity `json:"constructor"`
		Method      map[string]pyrogramEntity `json:"method"`
	}{map[string]pyrogramType{}, map[string]pyrogramEntity{}, map[string]pyrogramEntity{}}
	for name, t := range model.Sorted(s.Types) {
		doc.Type[pyrogramName(name)] = pyrogramType{pyrogramText(t.Description)}
	}
	for name, c := range model.Sorted(s.Constructors) {
		doc.Constructor[pyrogramName(name)] = pyrogramEntity{pyrogramText(c.Description), paramTexts(c.Params, true, same, pyrogramText)}
	}
	for name, m := range model.Sorted(s.Methods) {
		doc.Method[pyrogramName(name)] = pyrogramEntity{pyrogramText(m.Description), paramTexts(m.Params, true, same, pyrogramText)}
	}
	return encode(w, doc)
}

type teleprotoEntity struct {
	Summary string            `json:"summary"`
	Params  map[string]string `json:"params"`
}

// Teleproto writes the descriptions of methods and constructors by name: {NAME:
// {"summary", "params"}}, with parameters in camel case and without fields of flags. A
// method precedes a constructor of the same name.
func Teleproto(w io.Writer, s *model.Snapshot) error {
	doc := map[string]teleprotoEntity{}
	for name, c := range model.Sorted(s.Constructors) {
		doc[name] = teleprotoEntity{prose.Plain(c.Description), paramTexts(c.Params, false, camel, prose.Plain)}
	}
	for name, m := range model.Sorted(s.Methods) {
		doc[name] = teleprotoEntity{prose.Plain(m.Description), paramTexts(m.Params, false, camel, prose.Plain)}
	}
	return encode(w, doc)
}
