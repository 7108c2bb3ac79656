package diff

import "github.com/tlcrawl/tlcrawl/model"

// Series compares snapshots one after the other, as in a history, and does the work of
// [Compare] for each snapshot only once. The zero value is ready to use.
type Series struct{ last [2]side }

// Compare returns the changes from old to new, as the function of that name does.
func (s *Series) Compare(old, new *model.Snapshot) *Report {
	before, after := s.side(old), s.side(new)
	s.last = [2]side{before, after}
	return compare(before, after)
}

func (s *Series) side(of *model.Snapshot) side {
	for _, known := range s.last {
		if known.snapshot == of {
			return known
		}
	}
	return sideOf(of)
}

// side is a snapshot prepared for comparisons.
type side struct {
	snapshot *model.Snapshot
	all      entities
	// business is set if it states access over business connections.
	business bool
}

func sideOf(s *model.Snapshot) side {
	all := entitiesOf(s.Methods, s.Constructors, s.Types)
	flowOf(all[model.KindMethod], all[model.KindConstructor]).direct(all[model.KindConstructor], all[model.KindType])
	return side{s, all, statesBusiness(all)}
}
