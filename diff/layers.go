package diff

import (
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// layers compares the current layer and the list of layers. A snapshot of a bare schema has
// no list, which is not a change.
func (c *comparison) layers(old, new *model.Snapshot) {
	if old.Layer != new.Layer && old.Layer != 0 && new.Layer != 0 {
		c.add(Change{Rule: "layer-changed", Kind: KindLayer, Name: strconv.Itoa(new.Layer), Old: strconv.Itoa(old.Layer), New: strconv.Itoa(new.Layer)})
	}
	if len(old.Layers) == 0 || len(new.Layers) == 0 {
		return
	}
	was, is := titles(old.Layers), titles(new.Layers)
	for i, l := range old.Layers {
		if _, stays := is[l.Layer]; !stays {
			c.add(layerChange("layer-removed", l.Layer, i, l.Title, ""))
		}
	}
	for i, l := range new.Layers {
		title, stayed := was[l.Layer]
		switch {
		case !stayed:
			c.add(layerChange("layer-added", l.Layer, i, "", l.Title))
		case c.form(title) != c.form(l.Title):
			c.add(layerChange("layer-title-changed", l.Layer, i, title, l.Title))
		}
	}
}

func layerChange(rule string, layer, position int, old, new string) Change {
	return Change{Rule: rule, Kind: KindLayer, Name: strconv.Itoa(layer), Old: old, New: new, position: position}
}

func titles(layers []model.Layer) map[int]string {
	m := make(map[int]string, len(layers))
	for _, l := range layers {
		m[l.Layer] = l.Title
	}
	return m
}
