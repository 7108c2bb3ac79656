//go:build unix

package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
)

// These benchmarks run commands on a folder of many nights, next to decoding each of its
// snapshots once.
var (
	benchNights = flag.Int("nights", 60, "how many snapshots the benchmarks of histories have")
	benchFolder = flag.String("history", "", "a data folder for the benchmarks of histories, instead of one that is made")
)

var madeFolder string

// nights returns a data folder with full snapshots, each of which changes a little.
func nights(b *testing.B) store.Folder {
	b.Helper()
	if *benchFolder != "" {
		return store.Dir(*benchFolder)
	}
	if madeFolder == "" {
		dir, err := os.MkdirTemp("", "nights")
		if err != nil {
			b.Fatal(err)
		}
		madeFolder = dir
		oldName, newName, _ := twoSnapshots(b)
		for n := range *benchNights {
			name := oldName
			if n >= *benchNights/2 {
				name = newName
			}
			addNight(b, store.Dir(dir), name, n)
		}
	}
	return store.Dir(madeFolder)
}

// addNight stores the n-th night: a snapshot in which a few descriptions differ from those
// of the night before.
func addNight(b *testing.B, f store.Folder, name string, n int) {
	b.Helper()
	s, err := store.Read(name)
	if err != nil {
		b.Fatal(err)
	}
	s.Source = "https://corefork.telegram.org"
	var methods []string
	for name := range s.Methods {
		methods = append(methods, name)
	}
	slices.Sort(methods)
	for i := range 6 * (n + 1) {
		m := s.Methods[methods[(37*i)%len(methods)]]
		m.Description += fmt.Sprintf(" Revised in night %d.", i/6)
	}
	e, err := f.Next(s, time.Date(2024, 1, 1+n, 3, 0, 0, 0, time.UTC))
	if err == nil {
		err = f.Write(e, s)
	}
	if err == nil {
		err = f.DeltaCompress(e.Site)
	}
	if err != nil {
		b.Fatal(err)
	}
}

func removeIndexes(b *testing.B, f store.Folder) {
	b.Helper()
	list, err := filepath.Glob(filepath.Join(f.String(), "*", "index.db"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range list {
		if err := os.Remove(name); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNightsDecoded inflates each snapshot of the folder once, and decodes the newest
// one as many times.
func BenchmarkNightsDecoded(b *testing.B) {
	f := nights(b)
	sites, err := f.Sites()
	if err != nil {
		b.Fatal(err)
	}
	_, newest, _, err := f.Newest(sites[0])
	if err != nil {
		b.Fatal(err)
	}
	var plain bytes.Buffer
	if err := model.Encode(&plain, newest); err != nil {
		b.Fatal(err)
	}
	kept, err := f.Entries(sites[0])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		q := f.Sequence()
		for _, e := range slices.Backward(kept) {
			if _, err := q.Digest(e); err != nil {
				b.Fatal(err)
			}
			if _, err := model.Decode(bytes.NewReader(plain.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkIndex makes the index from scratch.
func BenchmarkIndex(b *testing.B) {
	f := nights(b)
	measure(b, func() *exec.Cmd {
		removeIndexes(b, f)
		return tlcrawl(b.Context(), "history", "--data", f.String())
	})
}

// BenchmarkAsk runs the commands that answer from the index.
func BenchmarkAsk(b *testing.B) {
	f := nights(b)
	for name, args := range map[string][]string{
		"Log": {"log", "messages.report"}, "Errors": {"errors", "latest", "PEER_ID_INVALID"}, "Search": {"search", "message"}, "SQL": {"sql", "SELECT count(*) FROM changes"},
	} {
		b.Run(name, func(b *testing.B) {
			measure(b, func() *exec.Cmd { return tlcrawl(b.Context(), append(args, "--data", f.String())...) })
		})
	}
}

// BenchmarkSite makes the site of all nights, and brings it up to date after one more.
func BenchmarkSite(b *testing.B) {
	f := nights(b)
	out := filepath.Join(b.TempDir(), "site")
	write := func() *exec.Cmd { return tlcrawl(b.Context(), "site", "--data", f.String(), "--out", out) }
	b.Run("Scratch", func(b *testing.B) {
		measure(b, func() *exec.Cmd {
			removeIndexes(b, f)
			if err := os.RemoveAll(out); err != nil {
				b.Fatal(err)
			}
			return write()
		})
	})
	b.Run("OneMore", func(b *testing.B) {
		_, name, _ := twoSnapshots(b)
		n := *benchNights
		measure(b, func() *exec.Cmd {
			b.StopTimer()
			addNight(b, f, name, n)
			n++
			b.StartTimer()
			return write()
		})
	})
}

// BenchmarkSteps compares all schemas in one process; BenchmarkStepsRead only reads them.
func BenchmarkSteps(b *testing.B) {
	files := schemas(b)
	measure(b, func() *exec.Cmd {
		return tlcrawl(b.Context(), append([]string{"history", "--format", "json"}, files...)...)
	})
	b.ReportMetric(float64(len(files)-1), "steps")
}

func BenchmarkStepsRead(b *testing.B) {
	files := schemas(b)
	for b.Loop() {
		for _, name := range files {
			if _, err := store.Read(name); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// schemas writes the schemas that the tests have to files, oldest first.
func schemas(b *testing.B) (names []string) {
	b.Helper()
	dir := b.TempDir()
	for i, s := range difftest.Layers(b) {
		name := filepath.Join(dir, fmt.Sprintf("%03d.tl", i))
		f, err := os.Create(name)
		if err == nil {
			err = writeTL(f, s)
		}
		if err != nil {
			b.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func writeTL(f *os.File, s *model.Snapshot) error {
	defer f.Close()
	return schema.Write(f, s, schema.Options{})
}
