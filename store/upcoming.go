package store

// upcomingFile has what people were notified of; it is of all sites.
const upcomingFile = "upcoming.json"

// UpcomingPath returns the address of the file that ReadUpcoming reads.
func (f Folder) UpcomingPath() string { return f.b.Address(upcomingFile) }

// ReadUpcoming reads which upcoming items people were notified of. For a missing file the
// error matches fs.ErrNotExist.
func (f Folder) ReadUpcoming() ([]byte, error) { return f.readSmall(upcomingFile) }

// WriteUpcoming stores what ReadUpcoming reads. Its error is a FileError.
func (f Folder) WriteUpcoming(b []byte) error {
	return asFileError(f.UpcomingPath(), f.b.Write(upcomingFile, b))
}
