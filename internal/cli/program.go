package cli

import (
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// Program is what differs between the programs with these commands. The zero value is
// tlcrawl, built from a checkout.
type Program struct {
	// Version, Commit and Date are those of a release; if empty, the Go command's.
	Version, Commit, Date string
	// Data opens the data folder at the address that --data has; nil opens a directory.
	Data func(address string) store.Folder
	// Site opens the place of a static site at the address that --out has, and finish is
	// called after its last file; a nil Site, or a nil output, writes to a directory.
	Site func(address string) (out site.Output, finish func() error, err error)
}

// folder opens the data folder of --data.
func (c console) folder(address string) store.Folder {
	if c.program.Data != nil {
		return c.program.Data(address)
	}
	return store.Dir(address)
}

// siteOutput opens the place of a static site, which must not be in the data folder.
func (c console) siteOutput(address, data string) (out site.Output, finish func() error, err error) {
	if c.program.Site != nil {
		if out, finish, err = c.program.Site(address); out != nil || err != nil {
			return out, finish, err
		}
	}
	return site.Dir(address), func() error { return nil }, site.CheckFolder(address, data)
}
