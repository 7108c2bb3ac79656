package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

const header = `tlcrawl contains software of others. This file lists it, with its licenses.
It is generated: go run ./internal/thirdparty -out THIRD_PARTY.txt
`

// write writes the notices: the list of modules, then each text once, after the modules
// that it belongs to.
func write(w io.Writer, modules []*module) error {
	var b strings.Builder
	b.WriteString(header + "\n")
	var order []string
	users := map[string][]string{}
	for _, m := range modules {
		fmt.Fprintf(&b, "%s (%s)\n", m.name(), m.license)
		for _, text := range m.texts {
			if !slices.Contains(order, text) {
				order = append(order, text)
			}
			if names := users[text]; !slices.Contains(names, m.Path) {
				users[text] = append(names, m.Path)
			}
		}
	}
	for _, text := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(users[text], "\n"), text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *module) name() string { return strings.TrimSpace(m.Path + " " + m.Version) }
