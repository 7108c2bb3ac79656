package cli

import "github.com/tlcrawl/tlcrawl/store"

// Program is what differs between the programs with these commands. The zero value is
// tlcrawl, built from a checkout.
type Program struct {
	// Version, Commit and Date are those of a release; if empty, the Go command's.
	Version, Commit, Date string
	// Data opens the data folder at the address that --data has; nil opens a directory.
	Data func(address string) store.Folder
}

// folder opens the data folder of --data.
func (c console) folder(address string) store.Folder {
	if c.program.Data != nil {
		return c.program.Data(address)
	}
	return store.Dir(address)
}
