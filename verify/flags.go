package verify

import (
	"math"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// flags checks that every conditional field follows its flags field, and that no two fields
// of type true use the same bit. Shared bits and bits out of order occur in every real
// schema and are notes.
func (v *verifier) flags(e entity, c model.Combinator) {
	var (
		fields = map[string]bool{}
		used   = map[model.Flag][]model.Param{}
		order  []model.Flag
		last   = map[string]model.Flag{}
	)
	for _, p := range c.Params {
		if p.Type == "#" {
			fields[p.Name] = true
		}
		flag, _, conditional := model.SplitType(p.Type)
		if !conditional {
			continue
		}
		if !fields[flag.Field] {
			v.find(FlagsMissing, e, p.Name, "%s: %s depends on %s, which does not precede it", c.Name, p.Name, flag.Field)
		}
		if had, ok := last[flag.Field]; ok && number(had) > number(flag) {
			v.note(FlagOrder, e, p.Name, "%s: %s uses %s.%s after %s.%s", c.Name, p.Name, flag.Field, flag.Bit, had.Field, had.Bit)
		}
		last[flag.Field] = flag
		if used[flag] == nil {
			order = append(order, flag)
		}
		used[flag] = append(used[flag], p)
	}
	for _, flag := range order {
		v.bit(e, flag, used[flag])
	}
}

// bit checks the fields that use one bit.
func (v *verifier) bit(e entity, flag model.Flag, params []model.Param) {
	var all, bare []string
	for _, p := range params {
		all = append(all, p.Name)
		if _, t, _ := model.SplitType(p.Type); t == "true" {
			bare = append(bare, p.Name)
		}
	}
	switch {
	case len(bare) > 1:
		v.find(FlagTwice, e, bare[1], "%s: %s use the same bit, %s.%s", e.name, strings.Join(bare, " and "), flag.Field, flag.Bit)
	case len(all) > 1:
		v.note(FlagShared, e, all[1], "%s: %s use the same bit, %s.%s", e.name, strings.Join(all, " and "), flag.Field, flag.Bit)
	}
}

// number returns the number of the bit, or a maximum if it is not a number.
func number(f model.Flag) int {
	n, err := strconv.Atoi(f.Bit)
	if err != nil {
		return math.MaxInt
	}
	return n
}
