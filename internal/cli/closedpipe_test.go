package cli

import (
	"bytes"
	"os"
	"testing"
)

// TestClosedPipe writes to a pipe without a reader, as `tlcrawl rules | head -n 1` does: on
// every system the program ends without a message.
func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r.Close()
	if _, err := w.WriteString("x"); !closedPipe(err) {
		t.Errorf("%v is not recognized", err)
	}
	var stderr bytes.Buffer
	if code := runProgram([]string{"rules"}, nil, w, &stderr); code != exitError || stderr.Len() > 0 {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}
