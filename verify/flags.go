package verify

import (
	"math"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// flags makes sure that every condition looks at a field of flags in front of it, and
// that no bit says two things. That a bit says of several fields at once that they are
// there, and that bits stand out of order, occurs in every real schema: notes.
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
			v.find(FlagsMissing, e, p.Name, "%s: %s looks at %s, which no field in front of it is", c.Name, p.Name, flag.Field)
		}
		if had, ok := last[flag.Field]; ok && number(had) > number(flag) {
			v.note(FlagOrder, e, p.Name, "%s: %s looks at %s.%s, behind %s.%s", c.Name, p.Name, flag.Field, flag.Bit, had.Field, had.Bit)
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

// bit looks at the fields that look at one bit.
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
		v.find(FlagTwice, e, bare[1], "%s: %s are one bit, %s.%s", e.name, strings.Join(bare, " and "), flag.Field, flag.Bit)
	case len(all) > 1:
		v.note(FlagShared, e, all[1], "%s: %s look at one bit, %s.%s", e.name, strings.Join(all, " and "), flag.Field, flag.Bit)
	}
}

// number is the bit's; what is no number stands behind all.
func number(f model.Flag) int {
	n, err := strconv.Atoi(f.Bit)
	if err != nil {
		return math.MaxInt
	}
	return n
}
