package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

// notRun are commands of the README that install or test tlcrawl itself.
var notRun = map[string]bool{
	"go install ./cmd/tlcrawl": true,
	"go test ./...":            true,
}

// TestReadme runs the README's commands and its program from top to bottom in one empty
// folder. The sample site replaces the real one.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	module, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:9") // nothing listens there
	t.Chdir(t.TempDir())
	commands, programs := 0, 0
	for _, block := range readmeBlocks(string(readme)) {
		switch block.language {
		case "sh":
			for line := range strings.Lines(block.text) {
				if command := strings.TrimSpace(line); command != "" && !notRun[command] {
					runReadmeCommand(t, command, server.URL)
					commands++
				}
			}
		case "go":
			runReadmeProgram(t, module, block.text)
			programs++
		}
	}
	if commands < 20 || programs != 1 {
		t.Errorf("found %d commands and %d programs in the README; has its markup changed?", commands, programs)
	}
}

func runReadmeCommand(t *testing.T, command, site string) {
	t.Helper()
	words := strings.Fields(strings.ReplaceAll(strings.TrimPrefix(command, "go run ./cmd/"), "'", ""))
	if words[0] != "tlcrawl" {
		t.Errorf("%s: not a tlcrawl command", command)
		return
	}
	args := words[1:]
	if args[0] == "crawl" || args[0] == "nightly" {
		args = append(args, "--base-url", site, "--rate", "0", "--backoff", "1ms")
	}
	want := exitOK
	if args[0] == "verify" {
		want = exitDiffers // the sample is a part of a schema: some of its types have no constructor
	}
	var out, stderr bytes.Buffer
	if code := run(args, nil, &out, &stderr); code != want {
		t.Errorf("%s: exit %d: %s", command, code, stderr.String())
	}
}

// runReadmeProgram builds a program as a part of this module and runs it here.
func runReadmeProgram(t *testing.T, module, source string) {
	t.Helper()
	dir := t.TempDir()
	file, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", program, file)
	build.Dir = module
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the README's program does not compile: %v\n%s", err, out)
	}
	out, err := exec.Command(program).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "messages.report: ") {
		t.Errorf("the README's program: %v\n%s", err, out)
	}
}

type readmeBlock struct{ language, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```")

func readmeBlocks(readme string) []readmeBlock {
	var blocks []readmeBlock
	for _, m := range fence.FindAllStringSubmatch(readme, -1) {
		blocks = append(blocks, readmeBlock{m[1], m[2]})
	}
	return blocks
}
