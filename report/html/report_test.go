package html_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
)

var update = flag.Bool("update", false, "rewrite testdata/sample.html")

// TestGolden compares the report of the sample with the golden file.
func TestGolden(t *testing.T) {
	const file = "testdata/sample.html"
	got := render(t, sample(t))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("the report of the sample has changed; if it should, go test ./report/html -update:\n%s", d)
	}
}

// TestEmpty checks that an empty report prints nothing.
func TestEmpty(t *testing.T) {
	empty := diff.Compare(side("https://example.org", 1, nil), side("https://example.org", 1, nil))
	var b bytes.Buffer
	if err := html.Print(&b, empty, report.Options{}); err != nil || b.Len() > 0 {
		t.Errorf("Report wrote %d bytes, %v", b.Len(), err)
	}
	if html, err := html.Changes(empty); err != nil || html != "" {
		t.Errorf("Changes = %q, %v", html, err)
	}
}

// TestChanges checks that the body of a report is a fragment, not a page.
func TestChanges(t *testing.T) {
	r := sample(t)
	html, err := html.Changes(r)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(render(t, r), string(html)) {
		t.Error("the file of the report has another body")
	}
	for _, tag := range []string{"<html", "<head>", "<main", "<style", "<script"} {
		if strings.Contains(string(html), tag) {
			t.Errorf("the body has %s", tag)
		}
	}
}

// TestLeftOut checks that the report says how many changes filters left out.
func TestLeftOut(t *testing.T) {
	r := sample(t)
	r.Summary.Accepted, r.Summary.LeftOut = 3, 40
	for _, want := range []string{"3 more were expected", "40 more concern unused entities"} {
		if got := render(t, r); !strings.Contains(got, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}

// TestReportReturnsWriteErrors checks that a failed write is returned.
func TestReportReturnsWriteErrors(t *testing.T) {
	if err := html.Print(closed{}, sample(t), report.Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Report = %v, want %v", err, io.ErrClosedPipe)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
