//go:build unix

package store_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// compressFolder names the folder that this program, started by TestCompressKilled, compresses.
const compressFolder = "TLCRAWL_TEST_COMPRESS"

func TestMain(m *testing.M) {
	if dir := os.Getenv(compressFolder); dir != "" {
		if err := store.Dir(dir).DeltaCompress(corefork); err != nil {
			os.Stderr.WriteString(err.Error()) //nolint:errcheck // there is nobody else to tell
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Compression is killed at random moments: each snapshot can be read in between and is
// listed once, and at the end all that should be are compressed.
func TestCompressKilled(t *testing.T) {
	f := kept(t, 12)
	dir := filepath.Join(f.String(), corefork)
	random := rand.New(rand.NewPCG(7, 7))
	killed := 0
	for range 25 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), compressFolder+"="+f.String())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(150*time.Millisecond))), func() {
			cmd.Process.Signal(syscall.SIGKILL) //nolint:errcheck // it may have ended
		})
		if cmd.Wait() != nil {
			killed++
		}
		timer.Stop()
		if n := len(entries(t, f)); n != 12 {
			t.Fatalf("%d snapshots are listed, want 12: %v", n, files(t, dir))
		}
		isWhole(t, f)
	}
	t.Logf("killed %d times: %s", killed, forms(t, f))
	compress(t, f)
	if got, want := forms(t, f), "g"+strings.Repeat("z", 9)+"gg"; got != want {
		t.Errorf("at the end: %s, want %s", got, want)
	}
	isWhole(t, f)
	for _, name := range files(t, dir) {
		if !strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".zst") && slices.Contains(files(t, dir), strings.TrimSuffix(name, "zst")+"gz") {
			t.Errorf("%s exists in both forms", name)
		}
	}
}
