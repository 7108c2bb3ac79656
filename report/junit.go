package report

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// JUnit prints the report as test results, for programs that show these next to a merge
// request (https://docs.gitlab.com/ci/testing/unit_test_reports/): a suite per level, a
// case per change, or per equal change of several entities. Breaking changes have failed,
// all others have passed. A case is named after the change's text and ID, so names are
// unique. An empty report has no suites.
func JUnit(w io.Writer, r *diff.Report, _ Options) error {
	doc := junitSuites{Name: headline(r)}
	text := map[string]string{}
	for _, c := range r.Changes {
		text[c.ID] = c.Text
	}
	for _, l := range diff.Levels {
		list := entries(ofLevel(r, l))
		if len(list) == 0 {
			continue
		}
		s := junitSuite{Name: string(l), Tests: len(list)}
		for _, e := range list {
			s.Cases = append(s.Cases, junitCaseOf(e, text[e.Because]))
		}
		if l == diff.Breaking {
			s.Failures = len(list)
		}
		doc.Tests += s.Tests
		doc.Failures += s.Failures
		doc.Suites = append(doc.Suites, s)
	}
	return writeXML(w, doc)
}

// The elements that Jenkins, GitLab and others agree on; there is no standard
// (https://github.com/testmoapp/junitxml documents which program reads what). Times are
// zero, and there is no timestamp, so that the same report gives the same bytes.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     int          `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     int         `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    int           `xml:"time,attr"`
		Failure *junitFailure `xml:"failure"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

func junitCaseOf(c entry, because string) junitCase {
	line := terminal.Line(c.text() + directionNote(c.Change))
	t := junitCase{Class: string(c.Level) + "." + c.Rule, Name: line + " [" + c.ID + "]"}
	details := sides(c.Change)
	if because != "" {
		details = strings.TrimLeft(details+"\nThis follows from: "+terminal.Line(because), "\n")
	}
	if c.Level == diff.Breaking {
		t.Failure = &junitFailure{Message: line, Type: c.Rule, Text: details}
	} else {
		t.Out = details
	}
	return t
}

// sides shows the old and the new value: texts as one, with the changed words marked, other
// values one below the other.
func sides(c diff.Change) string {
	if c.Prose() {
		p := textPrinter{paint: newPaint(false)}
		return p.words(c.Old, c.New)
	}
	var lines []string
	if c.Old != "" {
		lines = append(lines, "- "+terminal.Line(c.Old))
	}
	if c.New != "" {
		lines = append(lines, "+ "+terminal.Line(c.New))
	}
	return strings.Join(lines, "\n")
}

// writeXML writes a document. encoding/xml replaces characters that XML 1.0 forbids, and
// writes line breaks as references, which in element text are equivalent to line breaks but
// hard to read. No attribute here has one.
func writeXML(w io.Writer, doc any) error {
	b, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+strings.ReplaceAll(string(b), "&#xA;", "\n")+"\n")
	return err
}
