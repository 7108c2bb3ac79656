package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/errortable"
	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// Decode reads a snapshot, or another document that can be used as one: a .tl file,
// /schema/json, the same of Telegram Web K, a file of getdoc. Each may be compressed with gzip or zstd.
func Decode(r io.Reader) (*model.Snapshot, error) { return new(Decoder).Decode(r) }

// Decoder decodes many similar documents, such as versions of a schema: it
// parses each distinct line once. The zero value works, and it is safe for concurrent
// use. Snapshots of one Decoder share memory.
type Decoder struct{ schemas schema.Reader }

// Decode reads a document, as the function Decode does.
func (d *Decoder) Decode(r io.Reader) (*model.Snapshot, error) {
	buffered := bufio.NewReader(r)
	if _, delta := baseOf(buffered); delta {
		return nil, errNotAlone
	}
	plain, err := inflate(buffered)
	if err != nil {
		return nil, err
	}
	return d.decode(plain)
}

// inflate decompresses gzip or zstd, recognized by the first bytes.
func inflate(r *bufio.Reader) (*bufio.Reader, error) {
	magic, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		return bufio.NewReader(z), nil
	case isZstd(magic):
		b, err := unzstd(r, nil, nil)
		if err != nil && !errors.Is(err, errTooLarge) {
			err = fmt.Errorf("it is truncated or damaged: %v", err) //nolint:errorlint // wrapped, it would be described twice
		}
		if err != nil {
			return nil, err
		}
		return readerOf(b), nil
	}
	return r, nil
}

func readerOf(b []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(b)) }

func decode(r *bufio.Reader) (*model.Snapshot, error) { return new(Decoder).decode(r) }

// decode reads an uncompressed document; its start shows its format.
func (d *Decoder) decode(r *bufio.Reader) (*model.Snapshot, error) {
	start, _ := r.Peek(1024)
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	switch {
	case looksLikeSchema(start):
		return d.decodeSchema(r)
	case fromSite.Match(start):
		return schema.ReadJSON(r)
	case fromTweb.Match(start):
		return schema.ReadLayeredJSON(r)
	case fromGetdoc.Match(start):
		return getdoc.Read(r)
	case fromErrors.Match(start):
		return errortable.Snapshot(r)
	}
	return model.Decode(r)
}

// maxLines is more than any schema has: some 5,000. Each line takes a hundred times its
// bytes in memory.
const maxLines = 200_000

var errTooManyLines error = &model.DecodeError{Err: fmt.Errorf("not a TL schema (more than %d lines)", maxLines)}

// decodeSchema reads a .tl file. A file that is too large is rejected, never truncated.
func (d *Decoder) decodeSchema(r io.Reader) (*model.Snapshot, error) {
	b, err := readAll(r)
	switch {
	case err != nil:
		return nil, err
	case bytes.Count(b, []byte("\n")) > maxLines:
		return nil, errTooManyLines
	}
	return d.schemas.Read(bytes.NewReader(b))
}
