package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"

	"github.com/tlcrawl/tlcrawl/model"
)

// Sequence reads the snapshots of one site from the newest to the oldest, each once: it
// caches the bases of deltas, and decodes only what differs from the previous snapshot. The
// snapshots share entities, so they must not be changed. Any other order works, at the cost
// of Folder.Read.
type Sequence struct {
	f      Folder
	series model.Series
	// plain is the content of the snapshot named stem; spare is memory to reuse.
	stem         string
	plain, spare []byte
}

// Sequence starts to read a site.
func (f Folder) Sequence() *Sequence { return &Sequence{f: f} }

// Digest identifies the content of a snapshot, whatever the form of its file.
type Digest [sha256.Size]byte

// Read reads the snapshot of an entry. Its error is a FileError.
func (q *Sequence) Read(e Entry) (*model.Snapshot, Digest, error) {
	plain, err := q.content(e)
	if err != nil {
		return nil, Digest{}, &FileError{Name: e.Path, Err: reason(err)}
	}
	s, err := q.decode(plain)
	if err != nil {
		return nil, Digest{}, &FileError{Name: e.Path, Err: reason(err)}
	}
	return s, sha256.Sum256(plain), nil
}

// Digest reads a snapshot without decoding it. Its error is a FileError.
func (q *Sequence) Digest(e Entry) (Digest, error) {
	plain, err := q.content(e)
	if err != nil {
		return Digest{}, &FileError{Name: e.Path, Err: reason(err)}
	}
	q.series = model.Series{} // the memory of its last document is reused
	return sha256.Sum256(plain), nil
}

// content decompresses an entry, which may be a delta of the previous one.
func (q *Sequence) content(e Entry) ([]byte, error) {
	f, err := openEither(q.f.b, e.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	var plain []byte
	if base, delta := baseOf(r); delta && q.plain != nil && base == q.stem {
		plain, err = q.undelta(r, base)
	} else {
		plain, _, err = contentOf(q.f.b, f.name, r)
	}
	if err != nil {
		return nil, err
	}
	q.spare, q.plain, q.stem = q.plain, plain, stem(e.base())
	return plain, nil
}

// undelta decodes a delta of the previous snapshot.
func (q *Sequence) undelta(r *bufio.Reader, base string) ([]byte, error) {
	plain, err := unzstd(r, q.plain, q.spare)
	return checkDelta(plain, base, err)
}

// decode decodes a document as the function of that name does.
func (q *Sequence) decode(plain []byte) (*model.Snapshot, error) {
	if start := plain[:min(len(plain), 1024)]; foreign(start) {
		q.series = model.Series{} // as in Digest
		return decode(readerOf(plain))
	}
	return q.series.Decode(plain)
}

// foreign reports whether the start of a document is not that of a snapshot.
func foreign(start []byte) bool {
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	return looksLikeSchema(start) || fromSite.Match(start) || fromGetdoc.Match(start) || fromErrors.Match(start)
}
