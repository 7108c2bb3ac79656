package data_test

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestIDs checks every line of the sample against its id.
func TestIDs(t *testing.T) {
	exceptions := map[string]string{
		"accessPointRule#4679b65f":           "the older layer has the real id, which is not its CRC32",
		"help.configSimple#5a592a6c":         "its real id is not its CRC32",
		"ipPortSecret#37982646":              "its real id is not its CRC32",
		"inputStickerSetThumbLegacy#dbaeae9": "it kept the id that it had under its old name",
	}
	met := map[string]bool{}
	for _, layer := range data.Layers() {
		schema := pageOf(t, layer, "/schema").Schema
		for _, c := range append(schema.Constructors, schema.Methods...) {
			head, _, _ := strings.Cut(c.Line, " ")
			reason, odd := exceptions[head]
			met[head] = met[head] || odd
			if proven := checksum(c) == c.ID; proven == odd {
				t.Errorf("layer %d, %s: CRC32 is %s; exception: %q", layer, head, checksum(c), reason)
			}
		}
	}
	for head, reason := range exceptions {
		if !met[head] {
			t.Errorf("%s is no longer in the sample: %s", head, reason)
		}
	}
}

var (
	setFlag   = regexp.MustCompile(` \w+:\w+\.\d+\?true\b`)
	bytesType = regexp.MustCompile(`([:?<])bytes\b`)
)

// checksum returns the correct id of a line.
func checksum(c model.Combinator) string {
	_, rest, _ := strings.Cut(c.Line, " ")
	line := setFlag.ReplaceAllString(c.Name+" "+rest, "")
	line = bytesType.ReplaceAllString(line, "${1}string")
	line = strings.NewReplacer("<", " ", ">", "", "{", "", "}", "").Replace(line)
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(line)))
}
