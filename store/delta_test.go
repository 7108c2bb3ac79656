package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

// firstTime is the time of the first snapshot of these folders; the others follow daily,
// each of another layer.
func firstTime(t testing.TB) time.Time { return moment(t, "2026-06-01T03:00:00Z") }

// kept returns a data folder with n snapshots, all of them whole.
func kept(t testing.TB, n int) store.Folder {
	t.Helper()
	f := store.Dir(t.TempDir())
	for i := range n {
		keepAt(t, f, snapshot(200+i), firstTime(t).AddDate(0, 0, i))
	}
	return f
}

// forms returns the forms of the snapshots of a folder, oldest first: g is whole, z a
// delta.
func forms(t testing.TB, f store.Folder) string {
	t.Helper()
	var b strings.Builder
	for _, e := range entries(t, f) {
		ending := filepath.Ext(e.Path)
		b.WriteByte(ending[1])
	}
	return b.String()
}

// isWhole fails the test unless every snapshot of a folder made by kept can be read
// unchanged.
func isWhole(t testing.TB, f store.Folder) {
	t.Helper()
	for _, e := range entries(t, f) {
		s, err := store.Read(e.Path)
		if err != nil {
			t.Error(err)
			continue
		}
		if d := cmp.Diff(snapshot(e.Layer), s); d != "" {
			t.Errorf("%s (-want +got):\n%s", e.Path, d)
		}
	}
}

func compress(t testing.TB, f store.Folder) {
	t.Helper()
	if err := f.DeltaCompress(corefork); err != nil {
		t.Fatal(err)
	}
}

// Which snapshots become deltas depends on how many there are and which are deltas already.
func TestCompress(t *testing.T) {
	z := func(n int) string { return strings.Repeat("z", n) }
	for _, tc := range []struct{ why, before, after string }{
		{"no snapshots", "", ""},
		{"the newest stays whole", "g", "g"},
		{"the second newest stays whole", "gg", "gg"},
		{"the third newest is compressed", "ggg", "zgg"},
		{"the third newest is compressed before older deltas", z(5) + "ggg", z(6) + "gg"},
		{"nothing to do", z(5) + "gg", z(5) + "gg"},
		{"nine consecutive deltas depend on one", z(8) + "ggg", z(9) + "gg"},
		{"this one", z(9) + "ggg", z(9) + "ggg"},
		{"the tenth stays whole later, when newer ones are compressed", z(9) + "gggg", z(9) + "gzgg"},
		{"deltas older than a whole one start another chain", z(9) + "ggggg", z(9) + "gzzgg"},
		{"snapshots that a run skipped are compressed later", "ggggg", "zzzgg"},
		{"only two snapshots, one of them compressed", "zg", "zg"},
	} {
		f := store.Dir(t.TempDir())
		dir := filepath.Join(f.String(), corefork)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for i, form := range tc.before {
			stem := fmt.Sprintf("%s-%d.json.", store.Stamp(firstTime(t).AddDate(0, 0, i)), 200+i)
			if form == 'z' {
				put(t, filepath.Join(dir, stem+"zst"), []byte("compressed before"))
			} else if err := store.Write(filepath.Join(dir, stem+"gz"), snapshot(200+i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.DeltaCompress(corefork); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
		if got := forms(t, f); got != tc.after {
			t.Errorf("%s: %s becomes %s, want %s", tc.why, tc.before, got, tc.after)
		}
	}
}

// A folder of whole snapshots is compressed over several calls, at most 30 in each, without
// a chain of more than nine.
func TestCompressOldFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses 32 snapshots")
	}
	f := kept(t, 36)
	compress(t, f)
	if got, want := forms(t, f), "gzzzgzzzzzzzzzgzzzzzzzzzgzzzzzzzzzgg"; got != want {
		t.Errorf("after the first call: %s, want %s", got, want)
	}
	compress(t, f)
	if got, want := forms(t, f), "zzzzgzzzzzzzzzgzzzzzzzzzgzzzzzzzzzgg"; got != want {
		t.Errorf("in the end: %s, want %s", got, want)
	}
	isWhole(t, f)
}

// While snapshots are added, every one can be read by each of its names.
func TestCompressAsSnapshotsAreAdded(t *testing.T) {
	f := store.Dir(t.TempDir())
	for i := range 6 {
		keepAt(t, f, snapshot(200+i), firstTime(t).AddDate(0, 0, i))
		compress(t, f)
		isWhole(t, f)
	}
	if got := forms(t, f); got != "zzzzgg" {
		t.Errorf("%s, want zzzzgg", got)
	}
	for _, tc := range []struct {
		name  string
		layer int
	}{
		{"latest", 205}, {"latest~2", 203}, {"latest~5", 200}, {"201", 201}, {"202@2026-06-03", 202}, {corefork + "/200", 200},
	} {
		e, err := f.Resolve(tc.name)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if s, err := store.Read(e.Path); err != nil || s.Layer != tc.layer {
			t.Errorf("%s: %v, %v; want layer %d", tc.name, s, err, tc.layer)
		}
	}
	if sites, err := f.Sites(); err != nil || len(sites) != 1 {
		t.Errorf("sites: %v, %v", sites, err)
	}
	for _, e := range entries(t, f) { // oldest first
		isWhole(t, f)
		if err := os.Remove(e.Path); err != nil {
			t.Fatal(err)
		}
	}
}

// A kill between the two steps leaves both forms of a snapshot; the next run finishes.
func TestCompressAfterKill(t *testing.T) {
	done := kept(t, 3)
	compress(t, done)
	good := content(t, entries(t, done)[0].Path)
	for _, tc := range []struct {
		why   string
		delta []byte
	}{
		{"the delta is valid", good},
		{"the delta is truncated", good[:len(good)/2]},
		{"the delta is empty", nil},
		{"the delta is of another snapshot", []byte("by hand")},
	} {
		f := kept(t, 3)
		oldest := entries(t, f)[0]
		put(t, oldest.SiblingPath("json.zst"), tc.delta)
		if list := entries(t, f); len(list) != 3 || list[0] != oldest {
			t.Errorf("%s: got %v, want three, the whole one first", tc.why, list)
		}
		isWhole(t, f)
		compress(t, f)
		if got := files(t, filepath.Join(f.String(), corefork)); len(got) != 3 || got[0] != filepath.Base(oldest.SiblingPath("json.zst")) {
			t.Errorf("%s: afterwards: %v", tc.why, got)
		}
		isWhole(t, f)
	}
}

// Damaged snapshots stay, and do not stop the rest.
func TestCompressDamaged(t *testing.T) {
	for _, tc := range []struct {
		why string
		i   int
	}{{"the third newest is damaged", 0}, {"its base is damaged", 1}} {
		f := kept(t, 3)
		damaged := entries(t, f)[tc.i].Path
		b := content(t, damaged)
		put(t, damaged, b[:len(b)-3])
		compress(t, f)
		if got := forms(t, f); got != "ggg" || len(files(t, filepath.Join(f.String(), corefork))) != 3 {
			t.Errorf("%s: %s, want ggg", tc.why, got)
		}
	}
	f := dataFolder(t, corefork)
	isFileError(t, f.DeltaCompress(corefork), filepath.Join(f.String(), corefork))
}

// If a delta cannot be written, nothing is removed.
func TestCompressFails(t *testing.T) {
	f := kept(t, 3)
	oldest := entries(t, f)[0]
	if err := os.Mkdir(oldest.SiblingPath("json.zst"), 0o755); err != nil {
		t.Fatal(err)
	}
	isFileError(t, f.DeltaCompress(corefork), oldest.SiblingPath("json.zst"), "folder")
	isWhole(t, f)
	if got := forms(t, f); got != "ggg" {
		t.Errorf("%s, want ggg", got)
	}
}
