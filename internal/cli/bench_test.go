//go:build unix

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

// These benchmarks run the command in a process of its own, next to the lower bound of the
// same work. `.ci/bench` prints the ratios.

// fullCrawl returns a command that crawls everything without a rate limit.
func fullCrawl(b *testing.B, site, command string, more ...string) *exec.Cmd {
	return tlcrawl(b.Context(), append([]string{command, "--base-url", site, "--rate", "0", "--parallel", fmt.Sprint(clients),
		"--kinds", "method,constructor,type", "--quiet"}, more...)...)
}

// measure runs a command repeatedly and reports its peak memory, where the system has it.
func measure(b *testing.B, makeCommand func() *exec.Cmd) {
	b.Helper()
	peak := filepath.Join(b.TempDir(), "peak")
	most := 0
	for b.Loop() {
		cmd := makeCommand()
		cmd.Env = append(cmd.Env, peakFile+"="+peak)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%.500s", err, out)
		}
		if kb, err := os.ReadFile(peak); err == nil {
			n, _ := strconv.Atoi(string(kb))
			most = max(most, n)
		}
	}
	if most > 0 {
		b.ReportMetric(float64(most)/1000, "peak-MB")
	}
}

// BenchmarkBare downloads every page of a crawl and discards it.
func BenchmarkBare(b *testing.B) {
	site := largeSite(b)
	paths, size := requests(b, site)
	list := filepath.Join(b.TempDir(), "paths")
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportMetric(float64(len(paths)), "pages")
	measure(b, func() *exec.Cmd {
		cmd := tlcrawl(b.Context(), site, list)
		cmd.Env = append(cmd.Env, asMain+"="+bare)
		return cmd
	})
}

// BenchmarkCrawl crawls the same pages into a snapshot.
func BenchmarkCrawl(b *testing.B) {
	site := largeSite(b)
	_, size := requests(b, site)
	out := filepath.Join(b.TempDir(), "new.json")
	b.SetBytes(size)
	measure(b, func() *exec.Cmd { return fullCrawl(b, site, "crawl", "--out", out) })
}

// BenchmarkUnchanged is a nightly run without changes, on a site with ETags.
func BenchmarkUnchanged(b *testing.B) {
	site := largeSite(b)
	dir := b.TempDir()
	nightly := func() *exec.Cmd {
		return fullCrawl(b, site, "nightly", "--data", dir, "--mirror", filepath.Join(dir, "pages"))
	}
	if out, err := nightly().CombinedOutput(); err != nil {
		b.Fatalf("%v\n%.500s", err, out)
	}
	measure(b, nightly)
	kept, err := filepath.Glob(filepath.Join(dir, "*", "*.json.gz"))
	if err != nil || len(kept) != 1 {
		b.Fatalf("got snapshots %q, %v; want 1", kept, err)
	}
	info, err := os.Stat(kept[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1000, "kept-KB")
}

// BenchmarkDiff compares two snapshots of different layers, from files to report.
func BenchmarkDiff(b *testing.B) {
	old, new, size := twoSnapshots(b)
	b.SetBytes(size)
	measure(b, func() *exec.Cmd {
		return tlcrawl(b.Context(), "diff", old, new, "--format", "json", "--out", os.DevNull)
	})
}

// BenchmarkDecode only reads the same two.
func BenchmarkDecode(b *testing.B) {
	old, new, size := twoSnapshots(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, name := range []string{old, new} {
			if _, err := store.Read(name); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkVersion measures the start of the installed command. The test binary would take
// longer.
func BenchmarkVersion(b *testing.B) {
	installed := filepath.Join(b.TempDir(), "tlcrawl")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", installed, "../../cmd/tlcrawl").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	measure(b, func() *exec.Cmd { return exec.CommandContext(b.Context(), installed, "version") })
}

// twoSnapshots crawls the site at two layers and returns their total size.
func twoSnapshots(b *testing.B) (old, new string, size int64) {
	b.Helper()
	site := largeSite(b)
	layers := []string{"186", "203"}
	if *benchSite != "" {
		layers = []string{"195", "214"}
	}
	dir := b.TempDir()
	var names []string
	for _, layer := range layers {
		name := filepath.Join(dir, layer+".json")
		if out, err := fullCrawl(b, site, "crawl", "--layer", layer, "--out", name).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%.500s", err, out)
		}
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		names = append(names, name)
		size += info.Size()
	}
	return names[0], names[1], size
}
