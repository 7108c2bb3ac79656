// Package casename makes file names that differ for names that differ only in case,
// like Updates and updates, on file systems that ignore case.
//
// It is for files named after entities of the reference. It guarantees that two names that
// differ only in the case of ASCII letters have different marks, and that a name without
// upper-case letters has an empty one.
package casename

import (
	"fmt"
	"strings"
)

// Mark encodes which letters of a name are upper-case: a hexadecimal digit for every four
// bytes, trailing zeros removed.
func Mark(name string) string {
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
