package report

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// JUnit prints the report as test results, for the programs that show these beside a
// merge request (https://docs.gitlab.com/ci/testing/unit_test_reports/): a suite a level,
// a case a change, or for the equal changes of several entities. Breaking changes have
// failed, all others have passed. A case is named after the change's text and ID, so no
// two have one name. An empty report has no suite.
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

// The elements that Jenkins, GitLab and others agree on; no program gives a standard
// (https://github.com/testmoapp/junitxml says who reads what). Times are zero, and there
// is no timestamp: the same report is the same bytes.
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

// sides shows what was and what is: texts as one, the words that changed marked, all
// else line under line.
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

// writeXML writes a document. encoding/xml replaces what XML 1.0 forbids, and writes line
// breaks as references, which in the text of an element say the same as a line break and
// are hard to read. No attribute here holds one.
func writeXML(w io.Writer, doc any) error {
	b, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+strings.ReplaceAll(string(b), "&#xA;", "\n")+"\n")
	return err
}
