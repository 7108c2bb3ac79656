package bucket_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/store"
)

// The variables of a run in a process of its own: the address of its folder, and what the
// site says.
const (
	childVariable = "TLCRAWL_TEST_CHILD"
	textVariable  = "TLCRAWL_TEST_TEXT"
	// killsVariable is how many runs are killed; fewer are quicker.
	killsVariable = "TLCRAWL_TEST_KILLS"
)

// child is a run in a process of its own.
func child(address string) {
	_, err := night(context.Background(), bucket.FolderOf(bucket.At(address, "")), os.Getenv(textVariable), nil)
	var locked *store.LockedError
	switch {
	case errors.As(err, &locked):
		os.Exit(3)
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// start starts a run on what the n-th day says.
func start(t *testing.T, address string, day int) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	must(t, err)
	run := exec.Command(program)
	run.Env = append(os.Environ(), childVariable+"="+address, textVariable+"="+dayText(day))
	run.Stderr = os.Stderr
	must(t, run.Start())
	return run
}

func dayText(day int) string { return fmt.Sprintf("Says day %03d.", day) }

// A run is killed at random moments. What it has stored is whole, what it has not is stored
// by the next one, which only waits until the lock has expired.
func TestKilled(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv(killsVariable))
	if err != nil {
		kills = 8
	}
	address := s3test.Address(server.URL, server.Bucket(t), "data", "lease=500ms")
	b := bucket.At(address, "")
	folder := bucket.FolderOf(b)
	var whole time.Duration // of the longest run so far: the moments cover all that a run does
	finish := func(day int) {
		began := time.Now()
		must(t, start(t, address, day).Wait())
		whole = max(whole, time.Since(began))
	}
	finish(0)
	finish(1)

	seed := uint64(time.Now().UnixNano())
	t.Logf("a whole run takes %v; seed %d", whole, seed)
	random := rand.New(rand.NewPCG(seed, 0))
	killed, stored := 0, 0 // stored: after its snapshot was
	for day := 2; day < kills+2; day++ {
		run := start(t, address, day)
		timer := time.AfterFunc(time.Duration(random.Float64()*float64(whole)), func() { _ = run.Process.Kill() })
		if err := run.Wait(); err != nil {
			killed++
		}
		timer.Stop()
		if got := texts(t, folder); got[len(got)-1] == dayText(day) && !run.ProcessState.Success() {
			stored++
		}
		if damaged, err := folder.Check(site); err != nil || len(damaged) > 0 {
			t.Fatalf("after a kill: %v, %v", damaged, err)
		}
		lockSoon(t, b, "waits until the lock has expired")()
		finish(day)
		if got := texts(t, folder); got[len(got)-1] != dayText(day) {
			t.Fatalf("after day %d the newest says %q", day, got[len(got)-1])
		}
	}
	if killed == 0 {
		t.Error("no run was killed")
	}
	t.Logf("%d of %d runs were killed before they were done, %d of them after their snapshot was stored", killed, kills, stored)
	got := texts(t, folder)
	if len(got) != kills+2 || !slices.IsSorted(got) {
		t.Errorf("%d snapshots, want one for each of %d days: %q", len(got), kills+2, got)
	}
	for _, e := range entries(t, folder)[1:] {
		if !folder.HasSibling(e, "report.json") || !folder.HasSibling(e, "report.md") {
			t.Errorf("%s has no reports", e.File)
		}
	}
}

func entries(t *testing.T, f store.Folder) []store.Entry {
	t.Helper()
	kept, err := f.Entries(site)
	must(t, err)
	return kept
}
