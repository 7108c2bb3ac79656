package main

import "strings"

// allowed are the licenses that may be linked, with phrases that identify their texts. The
// more specific one comes first.
var allowed = []struct {
	id      string
	phrases []string
}{
	{"Apache-2.0", []string{"apache license", "version 2.0"}},
	{"MPL-2.0", []string{"mozilla public license", "2.0"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "endorse or promote products"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "reproduce the above copyright"}},
	{"MIT", []string{"permission is hereby granted, free of charge", "the software is provided \"as is\""}},
	{"ISC", []string{"permission to use, copy, modify, and", "distribute this software for any purpose"}},
	{"Unlicense", []string{"this is free and unencumbered software released into the public domain"}},
	{"blessing", []string{"all of the code and documentation in sqlite has been dedicated to the public domain"}},
	{"CC0-1.0", []string{"cc0 1.0 universal"}},
}

// forbidden are phrases of licenses that would apply to tlcrawl itself, if a text has
// several.
var forbidden = []string{"gnu general public license", "gnu affero", "gnu lesser", "server side public license", "business source license"}

// classify returns the SPDX identifier of a license, empty if it is not allowed.
func classify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	text = strings.NewReplacer("“", `"`, "”", `"`, "``", `"`, "''", `"`).Replace(text)
	for _, a := range allowed {
		all := true
		for _, phrase := range a.phrases {
			all = all && strings.Contains(text, phrase)
		}
		if !all {
			continue
		}
		if a.id == "MPL-2.0" {
			return a.id // it names the GNU licenses as secondary ones
		}
		for _, phrase := range forbidden {
			if strings.Contains(text, phrase) {
				return ""
			}
		}
		return a.id
	}
	return ""
}
