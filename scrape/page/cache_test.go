package page

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// A schema whose lines were parsed on all cores reads like one whose lines were not.
func TestWarm(t *testing.T) {
	var b strings.Builder
	for i := range 2 * manyLines {
		fmt.Fprintf(&b, "updates.state%d#%08x  flags:# date:int = updates.State;\n", i, i)
	}
	b.WriteString("---functions---\nno combinator\n\u200bping#7abe77ec ping_id:long = Pong;")
	var warm, cold lineCache
	warm.warm(b.String())
	if len(warm.lines) < 2*manyLines {
		t.Fatalf("%d lines are cached, want all", len(warm.lines))
	}
	for line := range strings.Lines(b.String()) {
		line = oneLine(line)
		got, gotErr := warm.parse(line)
		want, wantErr := cold.parse(line)
		if !reflect.DeepEqual(got, want) || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
			t.Errorf("%q: got %+v, %v; want %+v, %v", line, got, gotErr, want, wantErr)
		}
	}
	const line = "ping#7abe77ec ping_id:long = Pong;\n"
	for why, block := range map[string]string{
		"a small block is worth no goroutines": line, "a block with too many lines is not worth the memory": line + strings.Repeat("\n", maxLines),
	} {
		var none lineCache
		if none.warm(block); len(none.lines) != 0 {
			t.Error(why)
		}
	}
}
