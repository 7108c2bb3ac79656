package export_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/export"
)

// exercise is a program that uses the file.
const exercise = `package main

import "fmt"

func main() {
	for _, wire := range []struct {
		code    int
		message string
	}{
		{303, "PHONE_MIGRATE_4"}, {503, "Timeout"}, {400, "PHONE_NUMBER_INVALID"}, {406, "PHONE_NUMBER_INVALID"},
		{0, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_12MIN"}, {400, "FILE_REFERENCE_3_EXPIRED"}, {400, "FILE_REFERENCE_EMPTY"},
		{420, "SLOWMODE_WAIT_30"}, {400, "NOTHING_LIKE_THIS"}, {303, "PHONE_MIGRATE_"},
	} {
		e, value, ok := Lookup(wire.code, wire.message)
		fmt.Println(wire.message, e.Code, e.Type, value, ok)
	}
	for _, e := range OfMethod("auth.signIn") {
		fmt.Println(e.Code, e.Type, e.Type == ErrPhoneNumberInvalid)
	}
	fmt.Println(len(OfMethod("nothing")))
}
`

const said = `PHONE_MIGRATE_4 303 PHONE_MIGRATE_%d 4 true
Timeout -503 Timeout  true
PHONE_NUMBER_INVALID 400 PHONE_NUMBER_INVALID  true
PHONE_NUMBER_INVALID 406 PHONE_NUMBER_INVALID  true
PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_12MIN 406 PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN 12 true
FILE_REFERENCE_3_EXPIRED 400 FILE_REFERENCE_%d_EXPIRED 3 true
FILE_REFERENCE_EMPTY 400 FILE_REFERENCE_* EMPTY true
SLOWMODE_WAIT_30 420 SLOWMODE_WAIT_X 30 true
NOTHING_LIKE_THIS 0   false
PHONE_MIGRATE_ 0   false
400 PHONE_NUMBER_INVALID true
406 PHONE_NUMBER_INVALID true
0
`

// The Go file compiles on its own, passes vet, and its lookups work.
func TestGoRuns(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	if err := export.Go(&b, table(t, export.Options{From: export.Both}), "main"); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"errors.go": b.String(), "main.go": exercise, "go.mod": "module sample.test/tgerr\n\ngo 1.24\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	run("vet", ".")
	if got := run("run", "."); got != said {
		t.Errorf("the program prints\n%swant\n%s", got, said)
	}
}

func TestGoRejects(t *testing.T) {
	for _, name := range []string{"", "_", "my-errors", "package", "a\nb"} {
		if err := export.Go(&bytes.Buffer{}, table(t, export.Options{}), name); err == nil {
			t.Errorf("a package %q is accepted", name)
		}
	}
}
