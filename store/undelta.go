package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/tlcrawl/tlcrawl/model"
)

// A delta is a zstd frame with another snapshot, its base, as the dictionary. A skippable
// frame before it names the base. So `zstd -d --patch-from=BASE.json NAME.json.zst` decodes
// it too: that program's dictionary has no id.
const (
	zstdFrame    = "\x28\xb5\x2f\xfd"
	skippedFrame = "\x50\x2a\x4d\x18" // RFC 8878, section 3.1.2: followed by its size, in little-endian order
	differsFrom  = "tlcrawl: differs from "
	noID         = 0
)

// longestLabel is more than the longest name after differsFrom needs.
const longestLabel = 64

var (
	errTooLarge error = &model.DecodeError{Err: fmt.Errorf("not a tlcrawl snapshot (larger than %d MB)", model.MaxSize>>20)}
	errNotAlone       = errors.New("it is a delta against another snapshot: it can only be read by name, in its data folder")
	errNoBase         = errors.New("it is damaged: a delta that names no newer snapshot as its base")
)

func isZstd(magic []byte) bool {
	return bytes.HasPrefix(magic, []byte(zstdFrame)) || bytes.HasPrefix(magic, []byte(skippedFrame))
}

// baseOf reports whether a file is a delta, and returns the stem of its base.
func baseOf(r *bufio.Reader) (base string, delta bool) {
	head, _ := r.Peek(len(skippedFrame) + 4)
	size, ok := bytes.CutPrefix(head, []byte(skippedFrame))
	if !ok || len(size) < 4 {
		return "", false
	}
	n := min(binary.LittleEndian.Uint32(size), longestLabel)
	label, _ := r.Peek(len(head) + int(n))
	return strings.CutPrefix(string(label[len(head):]), differsFrom)
}

// opened is an open file and its name.
type opened struct {
	io.ReadCloser
	name string
}

// openEither opens a snapshot. If it was delta-compressed since its name was looked up, it
// is found under its new name.
func openEither(b Backend, name string) (*opened, error) {
	f, err := b.Open(name)
	stem, gzipped := strings.CutSuffix(name, gzippedEnding)
	if _, _, kept := parseName(path.Base(name)); errors.Is(err, fs.ErrNotExist) && gzipped && kept {
		if f, err := b.Open(stem + deltaEnding); err == nil {
			return &opened{f, stem + deltaEnding}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return &opened{f, name}, nil
}

// undelta decodes a delta, byte for byte, after its base. The second result is memory to
// reuse: a chain takes the memory of two snapshots, whatever its length.
func undelta(b Backend, name string, r *bufio.Reader) (plain, spare []byte, err error) {
	base, _ := baseOf(r)
	file := base + gzippedEnding // a path does not parse as a name
	newer, _, ok := parseName(file)
	// A base is newer than its delta, so every chain ends.
	if at, _, _ := parseName(path.Base(name)); !ok || !newer.After(at) {
		return nil, nil, errNoBase
	}
	whole, spare, err := content(b, path.Join(path.Dir(name), file))
	if err != nil {
		return nil, nil, ofBase(base, err)
	}
	plain, err = unzstd(r, whole, spare)
	plain, err = checkDelta(plain, base, err)
	return plain, whole, err
}

// checkDelta describes what is wrong with a delta.
func checkDelta(plain []byte, base string, err error) ([]byte, error) {
	if err == nil && len(plain) == 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && !errors.Is(err, errTooLarge) {
		err = fmt.Errorf("it is damaged, or its base %s is not the original: restore the right one (%v)", base, err) //nolint:errorlint // wrapped, it would be described twice
	}
	return plain, err
}

// content returns the content of a file, whatever its form, byte for byte; for the second
// result see undelta.
func content(b Backend, name string) (plain, spare []byte, err error) {
	f, err := openEither(b, name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return contentOf(b, f.name, bufio.NewReader(f))
}

func contentOf(b Backend, name string, r *bufio.Reader) (plain, spare []byte, err error) {
	if _, delta := baseOf(r); delta {
		return undelta(b, name, r)
	}
	inflated, err := inflate(r)
	if err != nil {
		return nil, nil, err
	}
	plain, err = readAll(inflated)
	return plain, nil, err
}

// unzstd decompresses zstd, into spare if that is large enough, with a base as the
// dictionary.
func unzstd(r io.Reader, base, spare []byte) ([]byte, error) {
	compressed, err := readAll(r)
	if err != nil {
		return nil, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(model.MaxSize), zstd.WithDecoderDictRaw(noID, base))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := z.DecodeAll(compressed, spare[:0])
	switch {
	case errors.Is(err, zstd.ErrDecoderSizeExceeded), errors.Is(err, zstd.ErrWindowSizeExceeded):
		return nil, errTooLarge
	case err != nil:
		return nil, err
	}
	return b, nil
}

// readAll reads at most the size of the largest snapshot.
func readAll(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, model.MaxSize+1))
	if err == nil && len(b) > model.MaxSize {
		err = errTooLarge
	}
	return b, err
}

// baseError says why a base cannot be read, and how to fix it.
type baseError struct{ text string }

func (e *baseError) Error() string { return e.text }

// ofBase turns an error in reading a base into one of the file that needs it. In a chain it
// names the damaged file, not those in between.
func ofBase(base string, err error) error {
	var deeper *baseError
	switch {
	case errors.As(err, &deeper):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &baseError{fmt.Sprintf("it is a delta against %s, which is missing: restore %[1]s%s or %s", base, gzippedEnding, deltaEnding)}
	default:
		return &baseError{fmt.Sprintf("it is a delta against %s, which cannot be read: %v", base, reason(err))}
	}
}
