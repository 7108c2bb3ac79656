package upcoming

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"github.com/tlcrawl/tlcrawl/store"
)

// Known are the keys of the items that people know of: they were passed on, or were there
// before anybody asked to be notified.
type Known map[string]bool

// known is the content of the file.
type known struct {
	Items []string `json:"items"`
}

// ReadKnown reads what is known in a data folder; nil if nobody was notified yet.
func ReadKnown(f store.Folder) (Known, error) {
	b, err := f.ReadUpcoming()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var stored known
	if err == nil {
		err = json.Unmarshal(b, &stored)
	}
	if err != nil {
		return nil, &store.FileError{Name: f.UpcomingPath(), Err: err}
	}
	k := Known{}
	for _, key := range stored.Items {
		k[key] = true
	}
	return k, nil
}

// WriteKnown stores that the items of a list are known.
func WriteKnown(f store.Folder, list []Item) error {
	stored := known{Items: []string{}}
	for _, i := range Coming(list) {
		stored.Items = append(stored.Items, i.Key())
	}
	slices.Sort(stored.Items)
	b, err := json.MarshalIndent(stored, "", "  ")
	if err != nil {
		return err
	}
	return f.WriteUpcoming(append(b, '\n'))
}

// New returns the items that are coming and not known. What was there when its history began
// is not new.
func (k Known) New(list []Item) []Item {
	return slices.DeleteFunc(Coming(list), func(i Item) bool { return k[i.Key()] || i.OrEarlier })
}
