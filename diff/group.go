package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// MinGroup is the minimum number of entities with an equal change for a group.
const MinGroup = 3

// group gives equal changes of several entities a common Group. A change that follows from
// another one, or that others follow from, is shown with those and has no group.
func group(changes []Change) {
	causes := map[string]bool{}
	for _, c := range changes {
		causes[c.Because] = true
	}
	members := map[string][]int{}
	for i := range changes {
		c := &changes[i]
		c.Group = ""
		if r := c.Row(); c.Because == "" && !causes[c.ID] && r.Part != PartEntity && r.Part != PartLayers && r.Part != PartAnnounced {
			key := fmt.Sprintf("%q", []string{c.Rule, string(c.Level), string(c.Kind), c.Schema, string(c.Direction), c.Sentence(), c.Old, c.New})
			members[key] = append(members[key], i)
		}
	}
	for key, list := range members {
		if len(list) < MinGroup {
			continue
		}
		sum := sha256.Sum256([]byte(key))
		for _, i := range list {
			changes[i].Group = hex.EncodeToString(sum[:6])
		}
	}
}
