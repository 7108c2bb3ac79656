package changelog

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Word is a word of an item, with its markup.
type Word struct {
	Text string
	// Strong marks a word in bold, in code or the like: the site's markup of names and
	// types.
	Strong bool
	// Entity is the name of the method or constructor that the word links to.
	Entity string
}

// Words splits plain text or Markdown: **bold** and `code` are strong.
func Words(text string) []Word {
	var words []Word
	for _, f := range strings.Fields(text) {
		bare := strings.Trim(f, ",.;:()")
		strong := strings.HasPrefix(bare, "**") || strings.HasPrefix(bare, "`")
		words = append(words, Word{Text: unescape.Replace(strings.NewReplacer("**", "", "`", "").Replace(f)), Strong: strong})
	}
	return words
}

// Name parses an item of the lists of new and deleted ones: "channels.editAdmin", "Added
// channels.editAdmin – what it does", or a whole line of the schema.
func Name(words []Word) (Entry, bool) {
	if c, err := model.ParseCombinator(join(words)); err == nil && c.ID != "" {
		return Entry{Name: c.Name, Params: c.Params}, true
	}
	for i, w := range words {
		name := w.Entity
		if name == "" {
			name = trim(w.Text)
			if before := strings.ToLower(name); filler[before] || verbs[before] != none {
				continue
			}
		}
		if model.CheckName(name) != nil {
			return Entry{}, false
		}
		return Entry{Name: name, Description: strings.TrimLeft(join(words[i+1:]), "-–—:·, ")}, true
	}
	return Entry{}, false
}

// Change parses an item of the lists of changed ones: "Added **flags** parameter, changed
// type of **rank** from **string** to **flags.0?string** in channels.editAdmin". It ignores
// unknown text; ok is false if the item has no name.
func Change(words []Word) (e Entry, ok bool) {
	r := &reader{marked: marked(words)}
	for _, w := range words {
		r.word(w)
	}
	r.flush()
	if r.entry.Name == "" && len(words) > 0 { // the name may come first: "channels.editAdmin: added ..."
		r.entry.Name = frontName(words[0])
	}
	return r.entry, r.entry.Name != ""
}

// Add merges another item about the same entity.
func (e *Entry) Add(more Entry) {
	e.Added = append(e.Added, more.Added...)
	e.Removed = append(e.Removed, more.Removed...)
	e.Retyped = append(e.Retyped, more.Retyped...)
	if more.Result != nil {
		e.Result = more.Result
	}
}

// act is the kind of a clause.
type act int

const (
	none act = iota
	add
	remove
	retype
)

var verbs = map[string]act{
	"added": add, "add": add, "adds": add,
	"removed": remove, "removes": remove, "deleted": remove, "dropped": remove,
	"changed": retype, "changes": retype,
}

// filler are words that are not names.
var filler = map[string]bool{
	"a": true, "an": true, "and": true, "the": true, "new": true,
	"parameter": true, "parameters": true, "param": true, "params": true, "argument": true, "arguments": true,
	"field": true, "fields": true, "flag": true, "method": true, "methods": true, "constructor": true, "constructors": true,
	"of": true, "type": true,
}

// reader reads the words of a changed item in order.
type reader struct {
	entry  Entry
	marked bool // the item marks its names: other words are not names
	act    act
	// slot is what the next name is for: "from", "to" or "in"; result is set if the clause
	// is about the result, not about a parameter.
	slot     string
	result   bool
	pending  Retyped
	lastList *[]model.Param
}

func (r *reader) word(w Word) {
	text, low := trim(w.Text), strings.ToLower(trim(w.Text))
	switch {
	case w.Entity != "" && r.slot != "":
		r.entry.Name, r.slot = w.Entity, ""
	case w.Entity != "" && r.act == retype && r.pending.Name == "": // "changed type of METHOD from A to B"
		r.entry.Name, r.result = w.Entity, true
	case !w.Strong && verbs[low] != none:
		r.flush()
		r.act, r.slot = verbs[low], ""
	case !w.Strong && (low == "in" || low == "from" || low == "to"):
		r.slot = low
	case !w.Strong && (low == "return" || low == "result") && r.act == retype:
		r.result = true
	case !w.Strong && filler[low]:
	case strings.HasPrefix(w.Text, "(") && r.lastList != nil:
		(*r.lastList)[len(*r.lastList)-1].Type = text
	case r.slot == "in" || r.slot != "" && r.act != retype:
		if model.CheckName(text) == nil {
			r.entry.Name, r.slot = text, ""
		}
	case r.marked && !w.Strong || text == "":
	default:
		r.name(text)
	}
}

// name uses a name or a type if the clause expects one.
func (r *reader) name(text string) {
	switch {
	case r.act == add:
		r.entry.Added = append(r.entry.Added, model.Param{Name: text})
		r.lastList = &r.entry.Added
	case r.act == remove:
		r.entry.Removed = append(r.entry.Removed, model.Param{Name: text})
		r.lastList = &r.entry.Removed
	case r.act == retype && r.slot == "from":
		r.pending.Old, r.slot = text, ""
	case r.act == retype && r.slot == "to":
		r.pending.New, r.slot = text, ""
	case r.act == retype && !r.result:
		r.flush()
		r.pending.Name = text
	}
}

// flush ends a clause on a type.
func (r *reader) flush() {
	p := r.pending
	switch {
	case p.New == "" && p.Old == "":
	case r.result || p.Name == "":
		r.entry.Result = &Result{Old: p.Old, New: p.New}
	default:
		r.entry.Retyped = append(r.entry.Retyped, p)
	}
	r.pending, r.result, r.lastList = Retyped{}, false, nil
}

func marked(words []Word) bool {
	for _, w := range words {
		if w.Strong && w.Entity == "" {
			return true
		}
	}
	return false
}

// frontName is the name at the beginning of an item, if there is one.
func frontName(w Word) string {
	if w.Entity != "" {
		return w.Entity
	}
	if name := trim(w.Text); model.CheckName(name) == nil && verbs[strings.ToLower(name)] == none {
		return name
	}
	return ""
}

// trim removes the punctuation around a name.
func trim(s string) string { return strings.Trim(s, ".,;:()\"'`“”«»") }

func join(words []Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}
