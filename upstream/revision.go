package upstream

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/store"
)

// Revision is the number of a snapshot among those of its layer in a history, which is
// oldest first, counted from 1; 0 if it is not there. Its name is the Stem of its entry.
func Revision(history []store.Entry, name string) (layer, revision int) {
	at := len(history)
	for i, e := range history {
		if e.Stem() == name {
			at = i
		}
	}
	if at == len(history) {
		return 0, 0
	}
	layer = history[at].Layer
	for _, e := range history[:at+1] {
		if e.Layer == layer {
			revision++
		}
	}
	return layer, revision
}

// named is how people say it: layer 214, revision 3
func named(layer, revision int) string {
	if layer == 0 {
		return fmt.Sprintf("layer unknown, revision %d", revision)
	}
	return fmt.Sprintf("layer %d, revision %d", layer, revision)
}
