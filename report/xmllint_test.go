package report_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// validate validates a document against a schema of testdata/formats with xmllint (package
// libxml2-utils of Debian), in a subtest that is skipped without xmllint, unless
// TLCRAWL_XMLLINT=required.
func validate(t *testing.T, document, as, schema string) {
	t.Helper()
	t.Run("xmllint", func(t *testing.T) {
		xmllint, err := exec.LookPath("xmllint")
		switch {
		case err != nil && os.Getenv("TLCRAWL_XMLLINT") == "required":
			t.Fatal("TLCRAWL_XMLLINT=required, but xmllint is missing: install libxml2-utils")
		case err != nil:
			t.Skip("no xmllint on PATH: install libxml2-utils to validate the document against ", schema)
		}
		cmd := exec.Command(xmllint, "--noout", "--nonet", as, filepath.Join("testdata", "formats", schema), "-")
		cmd.Stdin = strings.NewReader(document)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, said)
		}
	})
}

// TestSchemasReject checks that the schemas reject invalid documents.
func TestSchemasReject(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		if os.Getenv("TLCRAWL_XMLLINT") == "required" {
			t.Fatal("TLCRAWL_XMLLINT=required, but xmllint is not on PATH: install libxml2-utils")
		}
		t.Skip("no xmllint on PATH: install libxml2-utils")
	}
	for _, tc := range []struct{ why, as, schema, document string }{
		{"a case needs a name", "--schema", "junit.xsd", `<testsuites><testsuite name="a" tests="1"><testcase classname="a"/></testsuite></testsuites>`},
		{"a suite counts its tests", "--schema", "junit.xsd", `<testsuites><testsuite name="a"/></testsuites>`},
		{"an unknown element", "--schema", "junit.xsd", `<testsuites><change/></testsuites>`},
		{"a feed needs an id", "--relaxng", "atom.rng", `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><updated>2026-01-31T03:00:00Z</updated><author><name>a</name></author></feed>`},
		{"a time has a zone", "--relaxng", "atom.rng", `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><id>tag:a,2026:a</id><updated>2026-01-31T03:00:00</updated><author><name>a</name></author></feed>`},
	} {
		cmd := exec.Command("xmllint", "--noout", "--nonet", tc.as, filepath.Join("testdata", "formats", tc.schema), "-")
		cmd.Stdin = strings.NewReader(tc.document)
		if err := cmd.Run(); err == nil {
			t.Errorf("%s: %s accepts it", tc.why, tc.schema)
		}
	}
}
