package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
)

// snapshot copies a snapshot, or compares it with the one that is there.
// What is wrong with one file is noted; an error ends the copying.
func (c *copying) snapshot(l, old Listed, there bool, reports map[string]bool, source, copied *Sequence) error {
	if !there {
		return c.newSnapshot(l, reports, source, copied)
	}
	c.result.Same++
	sameForm := path.Ext(old.File) == path.Ext(l.File)
	if sameForm && old.Size == l.Size && !c.Checksum {
		return nil
	}
	want, err := source.checked(l.Entry)
	if err != nil {
		c.fail(err)
		return nil
	}
	got, err := copied.Digest(old.Entry)
	if err == nil && got != want {
		err = &FileError{Name: old.Path, Err: fmt.Errorf("differs from %s, and was not overwritten", l.Path)}
	}
	c.fail(err)
	return nil
}

// newSnapshot copies a snapshot after its reports, and compares the digests of both copies.
func (c *copying) newSnapshot(l Listed, reports map[string]bool, source, copied *Sequence) error {
	want, err := source.checked(l.Entry)
	if err != nil {
		c.fail(err) // the others can be copied
		return nil
	}
	for _, what := range siblings {
		if name := l.sibling(what); reports[path.Base(name)] {
			if _, err := c.file(name, c.to.b.Write); err != nil {
				return err
			}
		}
	}
	done, err := c.file(l.File, c.to.create)
	if err != nil || !done || c.DryRun {
		return err
	}
	e := c.to.entry(l.Site, l.base(), l.Layer, l.Time)
	got, err := copied.Digest(e)
	if err == nil && got != want {
		err = &FileError{Name: e.Path, Err: errors.New("the copy has another digest than the original")}
	}
	if err != nil {
		return errors.Join(err, c.to.b.Remove(e.File))
	}
	if s, ok := c.to.b.(Shared); ok {
		return asFileError(e.Path, s.SetNewest(l.Site, l.base()))
	}
	return nil
}

// reports lists the reports of a site.
func (c *copying) reports(site string) (map[string]bool, error) {
	list, err := c.from.list(site)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, file := range list {
		names[file.Name] = !file.Folder
	}
	return names, nil
}

// manifests copies the manifests of runs. Two runs in two folders may have one name.
func (c *copying) manifests(ctx context.Context, site string) error {
	stamps, err := c.from.Runs(site)
	if err != nil {
		return err
	}
	there, err := c.to.Runs(site)
	if err != nil {
		return err
	}
	for _, stamp := range stamps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !slices.Contains(there, stamp) {
			if _, err := c.file(runName(site, stamp), c.to.create); err != nil {
				return err
			}
			continue
		}
		c.result.Same++
		if !c.Checksum {
			continue
		}
		a, err := c.from.ReadRun(site, stamp)
		b, errThere := c.to.ReadRun(site, stamp)
		if err = errors.Join(err, errThere); err == nil && !bytes.Equal(a, b) {
			err = errors.New("differs from the one of the source, and was not overwritten")
		}
		c.fail(asFileError(c.to.b.Address(runName(site, stamp)), err))
	}
	return nil
}

// file copies one file. It reports false for one that a run has removed or compressed
// meanwhile: the next Sync copies it.
func (c *copying) file(name string, write func(string, []byte) error) (done bool, err error) {
	r, err := c.from.b.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, asFileError(c.from.b.Address(name), err)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxSibling))
	if err != nil {
		return false, asFileError(c.from.b.Address(name), err)
	}
	if !c.DryRun {
		if err := write(name, b); err != nil {
			return false, asFileError(c.to.b.Address(name), err)
		}
	}
	c.result.Copied++
	c.result.Bytes += int64(len(b))
	if c.Copied != nil {
		c.Copied(name)
	}
	return true, nil
}
