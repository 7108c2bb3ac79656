package model

import (
	"fmt"
	"strings"
)

// CaseMark tells a name apart from one that differs in the case of letters alone, for
// file systems that do not: its capitals, bit by bit. The schema has such names: Updates
// and updates.
func CaseMark(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); i += 4 {
		n := 0
		for j, r := range []byte(name[i:min(i+4, len(name))]) {
			if r >= 'A' && r <= 'Z' {
				n |= 1 << j
			}
		}
		fmt.Fprintf(&b, "%x", n)
	}
	return strings.TrimRight(b.String(), "0")
}
