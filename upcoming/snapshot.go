package upcoming

import "github.com/tlcrawl/tlcrawl/model"

// Announced lists what one snapshot announces for other layers, and what is gone.
func Announced(s *model.Snapshot) []Item {
	list := []Item{}
	if s.Announced == nil {
		return list
	}
	add := func(kind model.Kind, name, description string, layer int, params []model.Param) {
		i := Item{Layer: layer, Kind: kind, Name: name, Description: description, Status: Final, Params: plain(params)}
		if layer <= s.Layer {
			i.Status = Gone
		}
		list = append(list, i)
	}
	for name, m := range s.Announced.Methods {
		add(model.KindMethod, name, m.Description, m.AvailableAsOf, m.Params)
	}
	for name, c := range s.Announced.Constructors {
		add(model.KindConstructor, name, c.Description, c.AvailableAsOf, c.Params)
	}
	for name, t := range s.Announced.Types {
		add(model.KindType, name, t.Description, t.AvailableAsOf, nil)
	}
	sortItems(list)
	return list
}

// plain returns parameters without their descriptions.
func plain(params []model.Param) []Param {
	var list []Param
	for _, p := range params {
		list = append(list, Param{p.Name, p.Type})
	}
	return list
}
