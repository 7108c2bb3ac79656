package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"
)

// Damage is a file of a data folder that cannot be used.
type Damage struct {
	// File is the name in the folder, Path its address.
	File, Path string
	Err        error
}

// MarshalJSON writes the file and the reason.
func (d Damage) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"file": d.File, "error": d.String()})
}

func (d Damage) String() string {
	var named *FileError
	if errors.As(d.Err, &named) {
		return d.Err.Error()
	}
	return d.Path + ": " + d.Err.Error()
}

var errManifest = errors.New("it is damaged: not the manifest of a run")

// Check reads every snapshot and manifest of a site and returns the damaged ones, oldest
// first.
func (f Folder) Check(site string) ([]Damage, error) {
	return f.check(site, func(q *Sequence, e Entry) error {
		_, _, err := q.Read(e)
		return err
	})
}

// CheckFiles does the same as Check, but finds only truncated, altered and missing files:
// it trusts the contents of files with valid checksums, and is ten times as fast.
func (f Folder) CheckFiles(site string) ([]Damage, error) {
	return f.check(site, func(q *Sequence, e Entry) error {
		_, err := q.checked(e)
		return err
	})
}

var errNoSnapshot = errors.New("it is damaged: not a tlcrawl snapshot")

// checked returns the digest of an entry that looks like a snapshot. Its error is a
// FileError.
func (q *Sequence) checked(e Entry) (Digest, error) {
	d, err := q.Digest(e)
	if err == nil && !bytes.HasPrefix(bytes.TrimSpace(q.plain), []byte("{")) {
		err = &FileError{Name: e.Path, Err: errNoSnapshot}
	}
	return d, err
}

// check reads from the newest to the oldest, the order in which deltas depend on each
// other.
func (f Folder) check(site string, snapshot func(*Sequence, Entry) error) ([]Damage, error) {
	kept, err := f.Entries(site)
	if err != nil {
		return nil, err
	}
	var damaged []Damage
	q := f.Sequence()
	for _, e := range slices.Backward(kept) {
		if err := snapshot(q, e); err != nil {
			damaged = append(damaged, Damage{e.File, e.Path, err})
		}
	}
	slices.Reverse(damaged)
	manifests, err := f.checkRuns(site)
	return append(damaged, manifests...), err
}

func (f Folder) checkRuns(site string) (damaged []Damage, err error) {
	stamps, err := f.Runs(site)
	if err != nil {
		return nil, err
	}
	for _, stamp := range stamps {
		b, err := f.ReadRun(site, stamp)
		var fields map[string]any
		if err == nil && (json.Unmarshal(b, &fields) != nil || len(fields) == 0) {
			err = errManifest
		}
		if err != nil {
			name := runName(site, stamp)
			damaged = append(damaged, Damage{name, f.b.Address(name), reason(err)})
		}
	}
	return damaged, nil
}

// damagedFolder is where Repair moves damaged files.
const damagedFolder = "damaged"

// Repair makes every remaining snapshot of a site readable: it uses the delta of a snapshot
// whose whole copy is damaged, stores every tenth of a long chain of deltas whole, and
// moves the other damaged files to SITE/damaged. It returns its actions, a line each. Only
// the holder of the lock may call it.
func (f Folder) Repair(site string) (done []string, err error) {
	// The first pass may repair bases of others.
	for _, step := range []func(Damage) (string, error){f.restore, f.moveToDamaged} {
		damaged, err := f.Check(site)
		if err != nil {
			return done, err
		}
		for _, d := range damaged {
			line, err := step(d)
			if err != nil {
				return done, err
			}
			if line != "" {
				done = append(done, line)
			}
		}
	}
	shortened, err := f.shorten(site)
	return append(done, shortened...), err
}

// restore removes a damaged whole copy of a snapshot whose delta can be read.
func (f Folder) restore(d Damage) (string, error) {
	delta := stem(d.File) + deltaEnding
	if !strings.HasSuffix(d.File, gzippedEnding) {
		return "", nil
	}
	if _, err := readIn(f.b, delta); err != nil {
		return "", nil
	}
	return d.Path + ": removed, the snapshot is in " + path.Base(delta), asFileError(d.Path, f.b.Remove(d.File))
}

func (f Folder) moveToDamaged(d Damage) (string, error) {
	site := path.Dir(d.File)
	if path.Base(site) == runsFolder {
		site = path.Dir(site)
	}
	aside := path.Join(site, damagedFolder, path.Base(d.File))
	return d.String() + "; moved to " + f.b.Address(aside), asFileError(d.Path, f.b.Rename(d.File, aside))
}

// shorten stores the newest of each ten consecutive deltas whole, as folders of earlier
// versions may have longer chains.
func (f Folder) shorten(site string) (done []string, err error) {
	kept, err := f.Entries(site)
	if err != nil {
		return nil, err
	}
	row := 0
	for i := len(kept) - 1; i >= 0; i-- {
		if row++; !kept[i].delta() {
			row = 0
		}
		if row <= longestChain {
			continue
		}
		row = 0
		s, err := f.Read(kept[i])
		if err != nil {
			return done, err
		}
		b, err := encode(s)
		if err != nil {
			return done, &FileError{Name: kept[i].Path, Err: err}
		}
		if err := f.b.Replace(kept[i].File, stem(kept[i].File)+gzippedEnding, b); err != nil {
			return done, asFileError(kept[i].Path, err)
		}
		done = append(done, kept[i].Path+": stored whole, as every tenth snapshot is")
	}
	return done, nil
}
