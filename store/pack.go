package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

const (
	// newestWhole are never packed: the newest needs no other, zcat reads it, and it may
	// be taken away without a loss, because nothing differs from it yet.
	newestWhole = 2
	// longestChain bounds how many are read for one: as many as cost 20 ms. Every 30th
	// snapshot stays whole, which is 1.3 MB in a hundred nights.
	longestChain = 29
	// packsAtOnce bounds what a folder from before there was packing costs one night: 0.2 s
	// each. The next nights do the rest.
	packsAtOnce = 30
	// window is how far zstd looks back, in bytes: over a snapshot of a full layer, which
	// has 3 to 6 MB, and its base. What is larger stays whole, and needs no more memory.
	window = 16 << 20
)

// Pack packs the snapshots of a site that are still whole, but the two newest and one in
// 30: each is kept as what differs from the next newer one, in about a hundredth of the
// room. Whatever happens, every snapshot can be read at every moment. Its error is a
// FileError.
//
// An older snapshot may need a newer one, and never the other way round: the oldest may
// always be taken away.
func (f Folder) Pack(site string) error {
	kept, err := f.Entries(site)
	if err != nil {
		return err
	}
	left := packsAtOnce
	for i := len(kept) - 1 - newestWhole; i >= 0 && left > 0; i-- { // the third newest first: the others have waited before
		if kept[i].packed() || chain(kept, i) > longestChain || !kept[i+1].Time.After(kept[i].Time) {
			continue
		}
		left--
		if kept[i], err = pack(kept[i], kept[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// chain is how many packed ones in a row there would be with the i-th.
func chain(kept []Entry, i int) int {
	n := 1
	for j := i - 1; j >= 0 && kept[j].packed(); j-- {
		n++
	}
	for j := i + 1; j < len(kept) && kept[j].packed(); j++ {
		n++
	}
	return n
}

// pack puts what differs from a base in the place of an entry, if that saves enough.
func pack(e, base Entry) (Entry, error) {
	whole, err := contentOf(e)
	if err != nil {
		return e, err
	}
	from, err := contentOf(base)
	if err != nil {
		return e, err
	}
	info, err := os.Stat(e.Path)
	if err != nil {
		return e, &FileError{Name: e.Path, Err: reason(err)}
	}
	if len(whole)+len(from) > window {
		return e, nil
	}
	packed, err := differing(whole, from, filepath.Base(base.stem()))
	if err != nil {
		return e, &FileError{Name: e.Path, Err: err}
	}
	if !worthwhile(int64(len(packed)), info.Size()) {
		return e, nil
	}
	return swap(e, info, packed)
}

// worthwhile tells whether packing saves a third: less is not worth that a file needs
// another.
func worthwhile(packed, whole int64) bool { return 3*packed <= 2*whole }

// contentOf reads what an entry holds. Its error is a FileError.
func contentOf(e Entry) ([]byte, error) {
	b, _, err := content(e.Path)
	if err != nil {
		return nil, &FileError{Name: e.Path, Err: reason(err)}
	}
	return b, nil
}

var errProof = errors.New("packed, it would not be what it was: it stays whole, please report it")

// differing packs a snapshot as what differs from its base, and makes sure that it
// unpacks to what it was.
func differing(whole, base []byte, stem string) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression),
		zstd.WithWindowSize(window), zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(noID, base))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	label := differsFrom + stem
	packed := binary.LittleEndian.AppendUint32([]byte(skippedFrame), uint32(len(label)))
	packed = z.EncodeAll(whole, append(packed, label...))
	if got, err := unzstd(bytes.NewReader(packed), base, nil); err != nil || !bytes.Equal(got, whole) {
		return nil, errProof
	}
	return packed, nil
}

// swap puts the packed form of an entry in the place of the whole one. Who is killed
// between leaves both, and the next Pack begins again.
func swap(e Entry, info os.FileInfo, packed []byte) (Entry, error) {
	name := e.stem() + packedEnding
	if err := atomicfile.WriteBytes(name, packed); err != nil {
		return e, err
	}
	_ = os.Chmod(name, info.Mode().Perm()) // as far as the file system knows permissions and times, they stay
	_ = os.Chtimes(name, info.ModTime(), info.ModTime())
	syncFolder(filepath.Dir(name))
	if err := os.Remove(e.Path); err != nil {
		return e, &FileError{Name: e.Path, Err: reason(err)}
	}
	e.Path = name
	return e, nil
}

// syncFolder has the names of new files written to the disk, before those of others
// go: after a cut of power there may else be neither. Where that cannot be asked for,
// the system sees to the order.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
