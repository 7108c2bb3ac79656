package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
)

var readmeBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")

// TestReadme runs every command of the README, in its order. The sample stands in
// for the real site.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	t.Chdir(t.TempDir())
	page, _ := data.Page(203, "/method/upload.getFile")
	if err := os.WriteFile("upload.getFile.html", page, 0o644); err != nil {
		t.Fatal(err)
	}
	full := "boolTrue#997275b5 = Bool;\n---functions---\naccount.updateDeviceLocked#38df3532 period:int = Bool;\n"
	if err := os.WriteFile("api-full.tl", []byte(full), 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, command := range readmeCommands(string(readme)) {
		args, ok := strings.CutPrefix(command, "go run ./cmd/")
		if !ok {
			args = command
		}
		words := strings.Fields(strings.ReplaceAll(args, "'", ""))
		if command == "go test ./..." {
			continue // this is it
		}
		if words[0] != "tlcrawl" {
			t.Errorf("the README has a command that no test runs: %s", command)
			continue
		}
		if words[1] == "crawl" || words[1] == "nightly" {
			words = append(words, "--base-url", server.URL, "--rate", "0", "--backoff", "1ms")
		}
		var out, stderr bytes.Buffer
		if code := run(words[1:], nil, &out, &stderr); code != 0 {
			t.Errorf("%s: exit %d: %s", command, code, stderr.String())
		}
		if words[1] == "demo" {
			moveDemo(t)
			holdPicture(t, string(readme), out.String())
		}
		ran++
	}
	if ran < 20 {
		t.Errorf("%d commands were found in the README; did its markup change?", ran)
	}
}

func readmeCommands(readme string) []string {
	var commands []string
	for _, block := range readmeBlock.FindAllStringSubmatch(readme, -1) {
		for line := range strings.Lines(block[1]) {
			if line = strings.TrimSpace(line); line != "" {
				commands = append(commands, line)
			}
		}
	}
	return commands
}

var readmePicture = regexp.MustCompile("(?s)```text\n(.*?)```")

// holdPicture makes sure that the README's picture is part of what the demo prints.
func holdPicture(t *testing.T, readme, printed string) {
	t.Helper()
	m := readmePicture.FindStringSubmatch(readme)
	if m == nil {
		t.Fatal("the README has no picture of a report")
	}
	for line := range strings.Lines(m[1]) {
		if !strings.Contains(printed, line) {
			t.Errorf("the README shows a line that the demo does not print: %q", line)
		}
	}
}

// moveDemo puts the demo's snapshots where the README's later commands find them.
func moveDemo(t *testing.T) {
	t.Helper()
	for _, layer := range []string{"186.json", "203.json"} {
		if err := os.Rename("data/demo/"+layer, layer); err != nil {
			t.Fatal(err)
		}
	}
}
