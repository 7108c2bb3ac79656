package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/tlcrawl/tlcrawl/model"
)

// A packed snapshot is a frame of zstd with another snapshot, its base, for a dictionary.
// In front of it, in a frame that every program for zstd skips, stands which one that is.
// So `zstd -d --patch-from=BASE.json NAME.json.zst` unpacks it, too: where dictionaries
// have an id, that program's has none.
const (
	zstdFrame    = "\x28\xb5\x2f\xfd"
	skippedFrame = "\x50\x2a\x4d\x18" // RFC 8878, section 3.1.2: its size follows, the lowest byte first
	differsFrom  = "tlcrawl: differs from "
	noID         = 0
)

// longestLabel is more than the longest name behind differsFrom needs.
const longestLabel = 64

var (
	errNotAlone = errors.New("it is kept as what differs from another snapshot: it can be read in its data folder only, by its name")
	errNoBase   = errors.New("it is damaged: it is kept as what differs from another snapshot, but names no newer one")
	errTooLarge = fmt.Errorf("no snapshot: larger than %d MB", model.MaxSize>>20)
)

func isZstd(magic []byte) bool {
	return bytes.HasPrefix(magic, []byte(zstdFrame)) || bytes.HasPrefix(magic, []byte(skippedFrame))
}

// baseOf tells from the first bytes whether a file is packed, and what it says of its
// base: a stem, if nobody has changed it.
func baseOf(r *bufio.Reader) (base string, packed bool) {
	head, _ := r.Peek(len(skippedFrame) + 4)
	size, ok := bytes.CutPrefix(head, []byte(skippedFrame))
	if !ok || len(size) < 4 {
		return "", false
	}
	n := min(binary.LittleEndian.Uint32(size), longestLabel)
	label, _ := r.Peek(len(head) + int(n))
	return strings.CutPrefix(string(label[len(head):]), differsFrom)
}

// unpack reads what the packed file of that name holds, byte for byte, by reading its
// base first. There is memory to spare behind it: reading a chain takes that of two
// snapshots, however long it is.
func unpack(name string, r *bufio.Reader) (b, spare []byte, err error) {
	base, _ := baseOf(r)
	file := base + gzippedEnding // a stem that leads elsewhere would be no name of a snapshot
	newer, _, ok := parseName(file)
	// A base is newer than what differs from it, so that every chain has an end.
	if at, _, _ := parseName(filepath.Base(name)); !ok || !newer.After(at) {
		return nil, nil, errNoBase
	}
	whole, spare, err := content(filepath.Join(filepath.Dir(name), file))
	if err != nil {
		return nil, nil, ofBase(base, err)
	}
	b, err = unzstd(r, whole, spare)
	if err == nil && len(b) == 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != errTooLarge {
		err = fmt.Errorf("it is damaged, or %s is not what it was: bring the right one back (%v)", base, err)
	}
	return b, whole, err
}

// content reads what a file holds, whatever its form, byte for byte; for the second
// result see unpack.
func content(name string) (b, spare []byte, err error) {
	f, err := openKept(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	if _, packed := baseOf(r); packed {
		return unpack(f.Name(), r)
	}
	plain, err := inflate(r)
	if err != nil {
		return nil, nil, err
	}
	b, err = readAll(plain)
	return b, nil, err
}

// unzstd undoes zstd, in the memory of spare if that is enough. A base is what the
// frame differs from.
func unzstd(r io.Reader, base, spare []byte) ([]byte, error) {
	packed, err := readAll(r)
	if err != nil {
		return nil, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(model.MaxSize), zstd.WithDecoderDictRaw(noID, base))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := z.DecodeAll(packed, spare[:0])
	switch {
	case errors.Is(err, zstd.ErrDecoderSizeExceeded), errors.Is(err, zstd.ErrWindowSizeExceeded):
		return nil, errTooLarge
	case err != nil:
		return nil, err
	}
	return b, nil
}

// readAll reads what is no larger than a snapshot may be.
func readAll(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, model.MaxSize+1))
	if err == nil && len(b) > model.MaxSize {
		err = errTooLarge
	}
	return b, err
}

// baseError says why a base cannot be read, and what to do.
type baseError struct{ text string }

func (e *baseError) Error() string { return e.text }

// ofBase makes of an error in reading a base what is to be said of the file that needs
// it. In a chain the one that is in trouble is named, not those between.
func ofBase(base string, err error) error {
	var deeper *baseError
	switch {
	case errors.As(err, &deeper):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &baseError{fmt.Sprintf("it is kept as what differs from %s, which is missing: bring %[1]s%s or %s back", base, gzippedEnding, packedEnding)}
	default:
		return &baseError{fmt.Sprintf("it is kept as what differs from %s, which cannot be read: %v", base, reason(err))}
	}
}
