package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// serving runs a serving command until end is called, and returns its address.
func serving(t *testing.T, serve func(context.Context, console) error) (address string, end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, newConsole(Program{}, nil, w, io.Discard)) }()
	address, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address), func() error {
		cancel()
		return <-ended
	}
}

// body gets an address.
func body(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %d %q, %v", address, resp.StatusCode, b, err)
	}
	return string(b)
}

// TestServe checks that a data folder is served until the command is interrupted.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", t.TempDir())
	old, new := difftest.Sample(t)
	for i, s := range []*model.Snapshot{old, new} {
		e, err := store.Dir(dir).Next(s, time.Date(2026, 1, 1+i, 3, 0, 0, 0, time.UTC))
		if err == nil {
			err = store.Dir(dir).Write(e, s)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	address, end := serving(t, func(ctx context.Context, c console) error {
		return c.serveData(ctx, serveFlags{data: dir, address: "127.0.0.1:0", refresh: time.Hour})
	})
	for path, has := range map[string]string{
		"": "Layer 203", "feed.atom": address + "feed.atom", "compare/186...203": "layer 186", "api/v1/sites": `"layer": 203`,
	} {
		if b := body(t, address+path); !strings.Contains(b, has) {
			t.Errorf("%s has no %s: %.300s", path, has, b)
		}
	}
	if err := end(); err != nil {
		t.Errorf("after the interrupt: %v", err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestServeFinishes checks that a request which is being answered when the command is
// interrupted gets its answer, and that no other is accepted.
func TestServeFinishes(t *testing.T) {
	asked, release := make(chan bool), make(chan bool)
	address, end := serving(t, func(ctx context.Context, c console) error {
		return c.serve(ctx, serveFlags{address: "127.0.0.1:0"}, func(context.Context, string) (http.Handler, func() error, error) {
			return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked <- true
				<-release
				fmt.Fprint(w, "whole")
			}), func() error { return nil }, nil
		})
	})
	answer := make(chan string, 1)
	go func() { answer <- body(t, address) }()
	<-asked
	ended := make(chan error, 1)
	go func() { ended <- end() }()
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/")
	for { // until the listener is closed
		conn, err := net.Dial("tcp", host)
		if err != nil {
			break
		}
		conn.Close()
	}
	close(release)
	if got := <-answer; got != "whole" {
		t.Errorf("the answer is %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("after the interrupt: %v", err)
	}
}

// TestServeFlags checks what the flags may be.
func TestServeFlags(t *testing.T) {
	site := t.TempDir()
	if err := os.WriteFile(filepath.Join(site, "index.html"), []byte("<!DOCTYPE html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ why, args, says string }{
		{"an address that others can reach", "--addr 0.0.0.0:0", "is not on loopback: name the hosts that it answers to with --host"},
		{"all addresses", "--addr :0", "not on loopback"},
		{"no port", "--addr localhost", "want host and port"},
		{"a host with a scheme", "--host https://docs.example.org", "without scheme and port"},
		{"a host with a port", "--host docs.example.org:80", "without scheme and port"},
		{"any host", "--host *", "without scheme and port"},
		{"an address that runs code", "--url javascript:alert(1)", "want a complete address"},
		{"a negative interval", "--refresh -1s", "invalid --refresh"},
		{"a site and a data folder", site + " --data x", "--data is for a data folder"},
		{"a site with an address", site + " --url https://example.org", "--url is for a data folder"},
		{"no site", filepath.Join(site, "none"), "no site here"},
		{"no snapshots", "--data " + site + " --addr 127.0.0.1:0", "no snapshots yet"},
	} {
		var out, stderr strings.Builder
		if code := runProgram(append([]string{"serve"}, strings.Fields(c.args)...), nil, &out, &stderr); code != exitError || !strings.Contains(stderr.String(), c.says) || out.Len() > 0 {
			t.Errorf("%s: exit %d, %q %q, want %q", c.why, code, stderr.String(), out.String(), c.says)
		}
	}
	f := serveFlags{hosts: []string{"docs.example.org"}}
	for address, want := range map[string]string{"0.0.0.0:80": "docs.example.org:80", "[::]:80": "docs.example.org:80", "127.0.0.1:80": "127.0.0.1:80"} {
		if got := f.reachable(address); got != want {
			t.Errorf("%s is reached at %s, want %s", address, got, want)
		}
	}
}
