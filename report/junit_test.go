package report_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// results are the elements of JUnit XML that GitLab reads
// (https://docs.gitlab.com/ci/testing/unit_test_reports/#file-format-and-size-limits).
type results struct {
	XMLName         xml.Name `xml:"testsuites"`
	Tests, Failures int
	Suites          []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Cases    []struct {
			Class   string `xml:"classname,attr"`
			Name    string `xml:"name,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Type    string `xml:"type,attr"`
			} `xml:"failure"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

// TestJUnit checks that each change is a case with a unique name, failed if it is breaking.
func TestJUnit(t *testing.T) {
	old, new := difftest.Sample(t)
	const page = `{"methods": {"help.getConfig": {"documented": true, "tl": "help.getConfig#c4f9186b = Config", "related": []}}}`
	linked := strings.Replace(page, "[]", `[{"title": "a", "url": "https://corefork.telegram.org/a"}, {"title": "b", "url": "https://corefork.telegram.org/b"}]`, 1)
	for _, tc := range []struct {
		why string
		r   *diff.Report
	}{
		{"every rule", diff.Compare(old, new)},
		{"text that looks like markup", hostile(t)},
		{"two changes with the same text", diff.Compare(difftest.Snapshot(t, page), difftest.Snapshot(t, linked))},
		{"nothing changed", diff.Compare(old, old)},
	} {
		t.Run(tc.why, func(t *testing.T) {
			printed := output(t, report.JUnit, tc.r)
			validate(t, printed, "--schema", "junit.xsd")
			var got results
			if err := xml.Unmarshal([]byte(printed), &got); err != nil {
				t.Fatal(err)
			}
			names := map[string]bool{}
			for _, s := range got.Suites {
				if len(s.Cases) != s.Tests {
					t.Errorf("suite %s: %d cases, says %d", s.Name, len(s.Cases), s.Tests)
				}
				failed := 0
				for _, c := range s.Cases {
					if c.Failure != nil {
						failed++
						if c.Failure.Message == "" || c.Class != s.Name+"."+c.Failure.Type {
							t.Errorf("a failure without a reason: %+v", c)
						}
					}
					names[c.Class+" "+c.Name] = true
				}
				if breaks := s.Name == string(diff.Breaking); failed != s.Failures || breaks != (failed > 0) {
					t.Errorf("suite %s: %d cases failed, says %d", s.Name, failed, s.Failures)
				}
			}
			if want := folded(tc.r); len(names) != want {
				t.Errorf("%d names for %d changes, equal ones of several entities counted once", len(names), want)
			}
		})
	}
}
