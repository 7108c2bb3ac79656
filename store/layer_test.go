package store_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// writer generates deterministic texts: some words are frequent, most are not, and
// parameters and errors repeat, as in the reference.
type writer struct {
	*rand.Rand
	often  *rand.Zipf
	words  []string
	params []model.Param
	errors []model.Error
}

func newWriter() *writer {
	random := rand.New(rand.NewPCG(214, 1))
	w := &writer{Rand: random, often: rand.NewZipf(random, 1.07, 4, 2999)}
	for range 3000 {
		var word strings.Builder
		for range 1 + w.IntN(3) {
			word.WriteByte("bcdfghklmnprstvw"[w.IntN(16)])
			word.WriteByte("aeiou"[w.IntN(5)])
			word.WriteString([]string{"", "", "n", "r", "st", "l"}[w.IntN(6)])
		}
		w.words = append(w.words, word.String())
	}
	for i := range 80 {
		name := fmt.Sprintf("%s_%d", w.word(), i)
		w.params = append(w.params, model.Param{Name: name, Type: "flags.1?" + w.word(), Description: w.text(14)})
		w.errors = append(w.errors, model.Error{Code: 400, Type: strings.ToUpper(name), Description: w.text(9)})
	}
	return w
}

func (w *writer) word() string { return w.words[w.often.Uint64()] }

// text returns a new text of n words.
func (w *writer) text(n int) string {
	var words []string
	for range n {
		words = append(words, w.word())
	}
	return strings.Join(words, " ") + "."
}

// fields returns distinct parameters, as fields and as in a TL line.
func (w *writer) fields(most int) (params []model.Param, tl string) {
	for _, i := range w.Perm(len(w.params))[:w.IntN(most)] {
		params = append(params, w.params[i])
		tl += " " + w.params[i].Name + ":" + w.params[i].Type
	}
	return params, tl
}

// layer returns a snapshot of the size of a full layer, 3 MB and gzipped 0.4, or of a part
// of it.
func (w *writer) layer(part int) *model.Snapshot {
	s := model.New("https://corefork.telegram.org", 214)
	for i := range 560 / part {
		name := fmt.Sprintf("Type%s%d", w.word(), i)
		s.Types[name] = &model.Type{Name: name, Documented: new(true), Description: w.text(10)}
	}
	for i := range 730 / part {
		name := fmt.Sprintf("%s.%s%d", w.word(), w.word(), i)
		params, tl := w.fields(9)
		m := &model.Method{Name: name, ID: fmt.Sprintf("%08x", w.Uint32()), Result: "Updates", Documented: new(true), Params: params,
			Description: w.text(20), Access: &model.Access{Users: new(true), Bots: new(w.IntN(2) == 0)}}
		m.TL = name + "#" + m.ID + tl + " = Updates"
		for _, i := range w.Perm(len(w.errors))[:w.IntN(9)] {
			m.Errors = append(m.Errors, w.errors[i])
		}
		s.Methods[name] = m
	}
	for i := range 1480 / part {
		name := fmt.Sprintf("%s%d", w.word(), i)
		params, tl := w.fields(9)
		c := &model.Constructor{Name: name, ID: fmt.Sprintf("%08x", w.Uint32()), Type: "Updates", Documented: new(true), Params: params, Description: w.text(16)}
		c.TL = name + "#" + c.ID + tl + " = Updates"
		s.Constructors[name] = c
	}
	return s
}

// change replaces the text of one page in a hundred.
func (w *writer) change(s *model.Snapshot) {
	for _, name := range slices.Sorted(maps.Keys(s.Methods)) {
		if w.IntN(100) == 0 {
			s.Methods[name].Description = w.text(20)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Constructors)) {
		if w.IntN(100) == 0 {
			s.Constructors[name].Description = w.text(16)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Types)) {
		if w.IntN(100) == 0 {
			s.Types[name].Description = w.text(10)
		}
	}
}
