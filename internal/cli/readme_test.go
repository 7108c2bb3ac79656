package cli

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
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
	commands, programs := runDocument(t, "README.md")
	if commands < 20 || programs != 1 {
		t.Errorf("found %d commands and %d programs in the README; has its markup changed?", commands, programs)
	}
}

// tested are documents whose commands need more than the sample site, with the test that runs
// them.
var tested = map[string]string{
	"docs/cloud.md":      "../../cloud/cmd/tlcrawl-cloud/docs_test.go",
	"docs/generators.md": "generators_test.go",
	"docs/history.md":    "historydoc_test.go",
	"docs/index.md":      "index_test.go",
	"docs/upstream.md":   "upstreamdoc_test.go",
}

// TestDocs does the same for each other file of docs.
func TestDocs(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, file := range files {
		name := "docs/" + filepath.Base(file)
		if test, ok := tested[name]; ok {
			b, err := os.ReadFile(test)
			if err != nil || !bytes.Contains(b, []byte(name)) {
				t.Errorf("%s does not run the commands of %s: %v", test, name, err)
			}
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			commands, programs := runDocument(t, name)
			total += commands + programs
		})
	}
	if total < 50 {
		t.Errorf("found %d commands and programs; has the markup changed?", total)
	}
}

// runDocument runs the commands and programs of a document, and returns how many there are.
func runDocument(t *testing.T, name string) (commands, programs int) {
	t.Helper()
	module, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(module, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:9") // nothing listens there
	t.Chdir(t.TempDir())
	served := &documented{t: t}
	for _, block := range readmeBlocks(string(text)) {
		switch block.language {
		case "sh":
			for line := range strings.Lines(block.text) {
				command := strings.TrimSpace(line)
				if command == "" || notRun[command] {
					continue
				}
				if commands++; !served.run(command) {
					runReadmeCommand(t, command, server.URL)
				}
			}
		case "go":
			runReadmeProgram(t, module, block.text)
			programs++
		case "bash", "console", "shell":
			if strings.Contains(block.text, "tlcrawl ") {
				t.Errorf("%s: commands in a block of %s are not run; use sh", name, block.language)
			}
		}
	}
	return commands, programs
}

// shellWords splits a command as a shell does, for quotes that enclose whole words.
func shellWords(command string) []string {
	var words []string
	for _, w := range shellWord.FindAllString(command, -1) {
		if quote := w[:1]; quote == "'" || quote == `"` {
			w = strings.Trim(w, quote)
		}
		words = append(words, w)
	}
	return words
}

var shellWord = regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`)

// runReadmeCommand runs a command in this process. A comment says that it does not exit
// with 0: # exit 1
func runReadmeCommand(t *testing.T, command, site string) {
	t.Helper()
	command, comment, _ := strings.Cut(command, " # exit ")
	words := shellWords(strings.TrimPrefix(command, "go run ./cmd/"))
	if words[0] != "tlcrawl" {
		t.Errorf("%s: not a tlcrawl command", command)
		return
	}
	args := words[1:]
	if args[0] == "crawl" || args[0] == "nightly" {
		args = append(args, "--base-url", site, "--rate", "0", "--backoff", "1ms")
	}
	want := exitOK
	switch {
	case comment != "":
		code, err := strconv.Atoi(comment)
		if err != nil {
			t.Errorf("%s: exit %q: %v", command, comment, err)
		}
		want = code
	case args[0] == "verify" && len(args) == 2:
		want = exitDiffers // the sample is a part of a schema: some of its types have no constructor
	}
	var out, stderr bytes.Buffer
	if code := runProgram(args, nil, &out, &stderr); code != want {
		t.Errorf("%s: exit %d, want %d: %s", command, code, want, stderr.String())
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
		t.Fatalf("a program of a document does not compile: %v\n%s", err, out)
	}
	out, err := exec.Command(program).CombinedOutput()
	if err != nil || len(out) == 0 {
		t.Errorf("a program of a document: %v\n%s\n%s", err, out, source)
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
