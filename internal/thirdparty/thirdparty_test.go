package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	own, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ why, text, want string }{
		{"our own license", string(own), "MIT"},
		{"line breaks do not matter", "Apache\n  License\nVersion 2.0, January 2004", "Apache-2.0"},
		{"three clauses", "Redistribution and use in source and binary forms ... reproduce the above copyright ... endorse or promote products", "BSD-3-Clause"},
		{"two clauses", "Redistribution and use in source and binary forms ... reproduce the above copyright", "BSD-2-Clause"},
		{"typographic quotes", "Permission is hereby granted, free of charge ... THE SOFTWARE IS PROVIDED “AS IS”", "MIT"},
		{"the MPL names the GPL as a secondary license", "Mozilla Public License Version 2.0 ... GNU General Public License", "MPL-2.0"},
		{"not on the list", "GNU GENERAL PUBLIC LICENSE Version 3", ""},
		{"a choice that includes a license not on the list", "Apache License, Version 2.0, or the GNU Affero General Public License", ""},
		{"no license", "All rights reserved.", ""},
		{"nothing", "", ""},
	} {
		if got := classify(tc.text); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}

// TestLicenseFiles checks that the files of a package and of its parent folders count, but
// not those of other packages.
func TestLicenseFiles(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"LICENSE", "NOTICE.txt", "license.go", "a/COPYING", "a/b/x.go", "c/LICENSE.md"} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := licenseFiles(root, filepath.Join(root, "a", "b"))
	if err != nil {
		t.Fatal(err)
	}
	got := filepath.ToSlash(strings.ReplaceAll(strings.Join(found, " "), root+string(filepath.Separator), ""))
	if got != "a/COPYING LICENSE NOTICE.txt" {
		t.Errorf("found %s", got)
	}
}

// TestRead checks that a module without an allowed license is rejected by name.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	for _, tc := range []struct {
		why, file, text, want string
	}{
		{"a license", "LICENSE", "Mozilla Public License 2.0", ""},
		{"another license", "LICENSE", "GNU General Public License", "example.org/m v1.0.0: LICENSE is not a license on the list of allowed ones"},
		{"only a notice", "NOTICE", "Written by someone.", "example.org/m v1.0.0 has no license file"},
	} {
		file := filepath.Join(dir, tc.file)
		if err := os.WriteFile(file, []byte(tc.text), 0o644); err != nil {
			t.Fatal(err)
		}
		m := module{Path: "example.org/m", Version: "v1.0.0"}
		err := m.read([]string{file})
		if got := message(err); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestWrite checks that each module is listed, and each text is written once.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	err := write(&b, []*module{
		{Path: "example.org/a", Version: "v1.0.0", license: "MIT", texts: []string{"one"}},
		{Path: "example.org/b", Version: "v2.0.0", license: "ISC", texts: []string{"two", "one"}},
	})
	rule := strings.Repeat("=", 80)
	want := header + "\nexample.org/a v1.0.0 (MIT)\nexample.org/b v2.0.0 (ISC)\n\n" +
		rule + "\nexample.org/a\nexample.org/b\n\none\n\n" + rule + "\nexample.org/b\n\ntwo\n"
	if err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
}
