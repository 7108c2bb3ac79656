package index

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// dsn is the address of a database file. Neither form leaves a journal or a lock: a file
// that is written belongs to one process, and one that is read never changes.
func dsn(file string, write bool) string {
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... on Windows
	}
	u := url.URL{Scheme: "file", Path: path}
	options := "mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=temp_store(2)&_pragma=mmap_size(0)"
	if write {
		options = "mode=rw&_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=locking_mode(exclusive)&_pragma=cache_size(-16000)&_pragma=temp_store(2)"
	}
	return u.String() + "?" + options
}

func open(file string, write bool) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(file, write))
	if err == nil && write {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// The checksum of a file is kept in the database's application_id, which SQLite leaves to
// its users (https://www.sqlite.org/fileformat.html#application_id). It is of the file with
// that field set to 0.
const (
	checksumAt = 68
	headerSize = 100
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errDamaged = errors.New("the index is damaged")

// checksum returns the checksum of a file, and the one that it keeps.
func checksum(file string) (is, kept uint32, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	head := make([]byte, headerSize)
	if _, err := io.ReadFull(f, head); err != nil {
		return 0, 0, errDamaged
	}
	kept = binary.BigEndian.Uint32(head[checksumAt:])
	clear(head[checksumAt : checksumAt+4])
	sum := crc32.New(castagnoli)
	_, _ = sum.Write(head) // never fails
	if _, err := io.CopyBuffer(struct{ io.Writer }{sum}, struct{ io.Reader }{f}, make([]byte, 64<<10)); err != nil {
		return 0, 0, err
	}
	return sum.Sum32(), kept, nil
}

// seal stores the checksum of a finished file.
func seal(file string) error {
	is, _, err := checksum(file)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(binary.BigEndian.AppendUint32(nil, is), checksumAt)
	return errors.Join(err, f.Close())
}

// openSealed opens an index to read it, if it is complete and of this version.
func openSealed(ctx context.Context, file string) (*sql.DB, error) {
	is, kept, err := checksum(file)
	if err != nil {
		return nil, err
	}
	if is != kept {
		return nil, errDamaged
	}
	db, err := open(file, false)
	if err != nil {
		return nil, err
	}
	var version int
	var by string
	err = db.QueryRowContext(ctx, "SELECT user_version, (SELECT value FROM _meta WHERE key = 'made_by') FROM pragma_user_version").Scan(&version, &by)
	if err == nil && (version != schemaVersion || by != madeBy()) {
		err = fmt.Errorf("the index is of another version of tlcrawl")
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
