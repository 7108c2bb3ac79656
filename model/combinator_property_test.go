package model_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// Any combinator can be parsed from its String.
func TestCombinatorPrintsWhatItReads(t *testing.T) {
	for seed := range uint64(5000) {
		want := madeUp(rand.New(rand.NewPCG(seed, 122)))
		line := want.String()
		want.Line = line
		got, err := model.ParseCombinator(line)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("seed %d: %s (-want +got):\n%s", seed, line, d)
		}
		if p := got.String(); p != line {
			t.Fatalf("seed %d: printed as %q, want %q", seed, p, line)
		}
	}
}

// madeUp returns a random combinator of any form except that of vector.
func madeUp(r *rand.Rand) model.Combinator {
	c := model.Combinator{Name: lower(r)}
	if r.IntN(5) > 0 {
		c.ID = fmt.Sprintf("%08x", r.Uint32()>>r.IntN(33))
	}
	for i := range r.IntN(3) {
		c.Generics = append(c.Generics, string(rune('X'+i)))
	}
	for i := range r.IntN(8) {
		c.Params = append(c.Params, model.Param{Name: fmt.Sprintf("%s_%d", pick(r, vocabulary), i), Type: paramType(r, c.Generics)})
	}
	c.Result = boxed(r, 2)
	return c
}

func paramType(r *rand.Rand, generics []string) string {
	switch n := r.IntN(10); {
	case n == 0:
		return "#"
	case n == 1 && len(generics) > 0:
		return "!" + pick(r, generics)
	case n < 6:
		return fmt.Sprintf("flags%s.%d?%s", pick(r, []string{"", "2"}), r.IntN(32), boxed(r, 3))
	}
	return boxed(r, 3)
}

func boxed(r *rand.Rand, depth int) string {
	if depth > 0 && r.IntN(3) == 0 {
		return pick(r, []string{"Vector", "vector"}) + "<" + boxed(r, depth-1) + ">"
	}
	switch r.IntN(4) {
	case 0:
		return pick(r, []string{"int", "long", "string", "bytes", "true", "int256"})
	case 1:
		return "%Message"
	case 2:
		return pick(r, vocabulary) + ".SentCode"
	}
	return pick(r, []string{"InputUser", "Bool", "Updates", "updates", "X"})
}

func lower(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return pick(r, vocabulary)
	}
	return pick(r, vocabulary) + "." + pick(r, vocabulary) + pick(r, []string{"", "Url", "_v2", "2fa"})
}

var vocabulary = []string{"auth", "channels", "help", "peer", "boost", "stars", "quote", "wallPaper"}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }
