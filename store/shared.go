package store

// Shared is a Backend that many machines use at a time, such as a bucket of an object
// store. A Folder uses what it offers where a directory needs nothing of the kind.
type Shared interface {
	Backend
	// Create writes a file whose name was never used before. A file of that name stays as it
	// is; if its content differs, the error matches fs.ErrExist.
	Create(name string, b []byte) error
	// Equal reports whether a file has this content, if possible without reading it. A
	// missing file has not.
	Equal(name string, b []byte) (bool, error)
	// SetNewest records the newest file of a folder, as lists may lag behind writes. The
	// record moves forward only, in the order of names.
	SetNewest(folder, name string) error
	// Newest returns what SetNewest recorded; "" is nothing.
	Newest(folder string) (name string, err error)
	// Local returns the path of a copy of a file, which release may remove. A copy that is
	// up to date is not transferred again.
	Local(name string) (file string, release func(), err error)
	// KeepLocal writes a file from a path, and keeps it as the copy that Local returns.
	// Where nothing may be written, it only keeps the copy.
	KeepLocal(name, file string) error
}

// create writes a file once, if the backend can ensure that.
func (f Folder) create(name string, b []byte) error {
	if s, ok := f.b.(Shared); ok {
		return s.Create(name, b)
	}
	return f.b.Write(name, b)
}

// withNewest adds the newest snapshot to the list of a site that does not have it yet.
func (f Folder) withNewest(site string, list []File) ([]File, error) {
	s, ok := f.b.(Shared)
	if !ok {
		return list, nil
	}
	newest, err := s.Newest(site)
	if err != nil || newest == "" {
		return list, err
	}
	for _, file := range list {
		if stem(file.Name) == stem(newest) {
			return list, nil
		}
	}
	r, err := openEither(f.b, site+"/"+newest)
	if err != nil {
		return list, nil // it was removed
	}
	r.Close()
	return append(list, File{Name: newest}), nil
}
