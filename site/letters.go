package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// lettersPage leads to the pages of the letters, letterPage lists all names whose part after
// the namespace begins with one: a search without JavaScript.
type lettersPage struct {
	frame
	Letters []letterCount
}

type letterPage struct {
	frame
	Letter  string
	Letters []letterCount
	Links   []link
}

type letterCount struct {
	Name, File string
	Count      int
}

// letters are the first letters of names, and what stands for all other characters.
const letters = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// writeLetters writes a page for each letter, and the list of these.
func (b *builder) writeLetters() error {
	var all []link
	for _, e := range entities(b.last) {
		l := b.link(e)
		l.Note = string(e.Kind)
		all = append(all, l)
	}
	of := map[string]bool{}
	for _, k := range b.catalogue.keys {
		if !of[k.Type] {
			of[k.Type] = true
			all = append(all, link{Name: k.Type, File: b.errorFile(k.Type), Note: "error"})
		}
	}
	byLetter := map[string][]link{}
	for _, l := range all {
		letter := initial(lastPart(l.Name))
		byLetter[letter] = append(byLetter[letter], l)
	}
	var counts []letterCount
	for _, letter := range strings.Split(letters, "") { // empty ones, too: a page keeps its address
		counts = append(counts, letterCount{letter, letterFile(letter), len(byLetter[letter])})
	}
	for _, c := range counts {
		links := byLetter[c.Name]
		slices.SortStableFunc(links, func(x, y link) int {
			return cmp.Or(cmp.Compare(strings.ToLower(lastPart(x.Name)), strings.ToLower(lastPart(y.Name))), cmp.Compare(x.Name, y.Name))
		})
		v := &letterPage{Letter: c.Name, Letters: counts, Links: links}
		if err := b.page(c.File, "letter", "Names that begin with "+c.Name, v); err != nil {
			return err
		}
	}
	return b.page("letters.html", "letters", "A–Z", &lettersPage{Letters: counts})
}

func letterFile(letter string) string {
	if letter == "#" {
		return "letter/other.html"
	}
	return "letter/" + strings.ToLower(letter) + ".html"
}

// lastPart is the part of a name after the last dot; of an error, which has none, the name.
func lastPart(name string) string {
	if model.CheckName(name) != nil {
		return name
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}
