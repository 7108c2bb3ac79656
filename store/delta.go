package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

const (
	// newestWhole snapshots stay whole: zcat reads them, and nothing depends on the newest.
	newestWhole = 2
	// longestChain is the maximum number of consecutive deltas: every 10th snapshot is
	// whole, so that at most nine depend on one file.
	longestChain = 9
	// deltasAtOnce limits the work of one call, at 0.1 s each, in a folder with many whole
	// snapshots. Later calls do the rest.
	deltasAtOnce = 30
	// window is the window size of zstd, in bytes: a snapshot of a full layer, which has 3
	// to 6 MB, and its base. Larger snapshots stay whole.
	window = 16 << 20
)

// DeltaCompress stores the older snapshots of a site as their difference from the next
// newer one, in about a hundredth of the space. The two newest and one in ten stay whole. A
// snapshot that cannot be read stays unchanged. Each snapshot can be read at any time. Its
// error is a FileError.
//
// Older snapshots depend on newer ones, never the other way round: the oldest one can
// always be removed.
func (f Folder) DeltaCompress(site string) error {
	kept, err := f.Entries(site)
	if err != nil {
		return err
	}
	left := deltasAtOnce
	for i := len(kept) - 1 - newestWhole; i >= 0 && left > 0; i-- { // from the newest: older ones were compressed before
		if kept[i].delta() || !kept[i+1].Time.After(kept[i].Time) {
			continue
		}
		if chain(kept, i) > longestChain { // whole, and an interrupted compression may have left a delta
			if err := f.b.Remove(stem(kept[i].File) + deltaEnding); err != nil {
				return asFileError(kept[i].SiblingPath("json.zst"), err)
			}
			continue
		}
		left--
		if kept[i], err = f.compress(kept[i], kept[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// chain returns the number of consecutive deltas if the i-th entry became one.
func chain(kept []Entry, i int) int {
	n := 1
	for j := i - 1; j >= 0 && kept[j].delta(); j-- {
		n++
	}
	for j := i + 1; j < len(kept) && kept[j].delta(); j++ {
		n++
	}
	return n
}

// compress replaces an entry with its difference from a base, if that saves enough and both
// can be read. A kill in between leaves both forms; the next call starts over.
func (f Folder) compress(e, base Entry) (Entry, error) {
	whole, size, err := f.content(e)
	if err != nil {
		return e, nil
	}
	from, _, err := f.content(base)
	if err != nil || len(whole)+len(from) > window {
		return e, nil
	}
	b, err := differing(whole, from, stem(base.base()))
	if err != nil {
		return e, &FileError{Name: e.Path, Err: err}
	}
	if !worthwhile(len(b), size) {
		return e, nil
	}
	name := stem(e.File) + deltaEnding
	if err := f.b.Replace(e.File, name, b); err != nil {
		return e, asFileError(f.b.Address(name), err)
	}
	e.File, e.Path = name, f.b.Address(name)
	return e, nil
}

// content reads the uncompressed content of an entry, and the size of its file.
func (f Folder) content(e Entry) (b []byte, size int, err error) {
	r, err := f.b.Open(e.File)
	if err != nil {
		return nil, 0, err
	}
	defer r.Close()
	counted := &counter{r: r}
	b, _, err = contentOf(f.b, e.File, bufio.NewReader(counted))
	return b, counted.n, err
}

type counter struct {
	r io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// asFileError returns an error that names its file.
func asFileError(name string, err error) error {
	var named *FileError
	if err == nil || errors.As(err, &named) {
		return err
	}
	return &FileError{Name: name, Err: reason(err)}
}

// worthwhile reports whether a delta saves a third: less does not justify depending on
// another file.
func worthwhile(delta, whole int) bool { return 3*delta <= 2*whole }

var errProof = errors.New("delta compression does not round-trip; the snapshot stays whole, please report this")

// differing encodes a snapshot as its difference from a base, and checks that it decodes
// to the same bytes. The best level of zstd saves half a percent of that, for twice the time
// and memory.
func differing(whole, base []byte, stem string) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression),
		zstd.WithWindowSize(window), zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(noID, base))
	if err != nil {
		return nil, err
	}
	defer z.Close() //nolint:errcheck // it only frees memory
	label := differsFrom + stem
	packed := binary.LittleEndian.AppendUint32([]byte(skippedFrame), uint32(len(label)))
	packed = z.EncodeAll(whole, append(packed, label...))
	if got, err := unzstd(bytes.NewReader(packed), base, nil); err != nil || !bytes.Equal(got, whole) {
		return nil, errProof
	}
	return packed, nil
}
