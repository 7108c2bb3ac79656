package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
)

// printLines returns what a report prints for two lines, without its indentation.
func printLines(o Options, old, new string) string {
	p := &textPrinter{paint: newPaint(o.Color), width: o.Width}
	p.lines(diff.Lines{Old: old, New: new})
	return strings.ReplaceAll("\n"+p.b.String(), "\n        ", "\n")
}

// TestLines checks that equal parts of two lines are aligned.
func TestLines(t *testing.T) {
	for _, c := range []struct {
		why, old, new string
		o             Options
		want          string
	}{
		{why: "the type of one parameter", old: "a.b#1 x:int y:long z:int = Bool", new: "a.b#2 x:int y:flags.0?long z:int = Bool", want: `
- a.b#[-00000001-] x:int y:[-long-]         z:int = Bool
+ a.b#{+00000002+} x:int y:{+flags.0?long+} z:int = Bool
`},
		{why: "one removed, another one added", old: "a#1 x:int gone:int = A", new: "a#1 came:int x:int = A", want: `
- a#00000001              x:int [-gone:int-] = A
+ a#00000001 {+came:int+} x:int              = A
`},
		{why: "a moved parameter is in two places", old: "a#1 x:int y:int z:int = A", new: "a#1 y:int z:int x:int = A", want: `
- a#00000001 [-x:int-] y:int z:int           = A
+ a#00000001           y:int z:int {+x:int+} = A
`},
		{why: "another name and result, nothing in common", old: "short#1 a:int b:int c:int = A", new: "muchLonger#1 a:int b:int c:int = B", want: `
- [-short#00000001-]      ... = [-A-]
+ {+muchLonger#00000001+} ... = {+B+}
`},
		{why: "two on each side of a change", old: "a a:int b:int c:int d:int e:int f:int g:int h:int = A", new: "a a:int b:int c:int d:long e:int f:int g:int h:int = A", want: `
- a a:int b:int c:int d:[-int-]  e:int f:int g:int h:int = A
+ a a:int b:int c:int d:{+long+} e:int f:int g:int h:int = A
`},
		{why: "a long unchanged part is replaced by dots", old: "a a:int b:int c:int d:int e:int f:int g:int h:int i:int = A", new: "a a:int b:int c:int d:int e:int f:int g:int h:int i:long = A", want: `
- a ... g:int h:int i:[-int-]  = A
+ a ... g:int h:int i:{+long+} = A
`},
		{why: "type variables", old: "invoke#1 {X:Type} query:!X = X", new: "invoke#2 {X:Type} layer:int query:!X = X", want: `
- invoke#[-00000001-] {X:Type}               query:!X = X
+ invoke#{+00000002+} {X:Type} {+layer:int+} query:!X = X
`},
		{why: "a built-in type", old: "int#1 ? = Int", new: "int#2 ? = Int", want: `
- int#[-00000001-] ? = Int
+ int#{+00000002+} ? = Int
`},
		{why: "an invalid line is shown as it is", old: "a#1 x:int = A", new: "a \x1b[2J", want: `
- [-a#1 x:int = A-]
+ {+a \u001b[2J+}
`},
		{why: "only white space differs", old: "a#1  x:int = A", new: "a#1 x:int = A", want: "\n"},
		{why: "too wide: wrapped, and still aligned", o: Options{Width: 34}, old: "a.b#1 x:int y:long z:int = Bool", new: "a.b#2 x:int y:flags.0?long z:int = Bool", want: `
- a.b#[-00000001-] x:int
+ a.b#{+00000002+} x:int
-   y:[-long-]
+   y:{+flags.0?long+}
-   z:int = Bool
+   z:int = Bool
`},
		{why: "a part that only one side has takes one line", o: Options{Width: 30}, old: "a#1 x:int = Bool", new: "a#1 x:int additional:string = Bool", want: `
- a#00000001 x:int
+ a#00000001 x:int
+   {+additional:string+}
-   = Bool
+   = Bool
`},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := printLines(c.o, c.old, c.new); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestLinesInColor checks that differences are red and struck through, or green and
// underlined.
func TestLinesInColor(t *testing.T) {
	in := func(open int, s string, end int) string { return fmt.Sprintf("\x1b[%dm%s\x1b[%dm", open, s, end) }
	same := func(s string) string { return in(2, s, 22) }
	gone := func(s string) string { return in(31, s, 0) }
	came := func(s string) string { return in(32, s, 0) }
	want := "\n" +
		gone("- ") + same("a#00000001") + " " + same("x:") + "\x1b[31;9mint\x1b[0;29m" + "  " + same("= A") + "\n" +
		came("+ ") + same("a#00000001") + " " + same("x:") + "\x1b[32;4mlong\x1b[0;24m" + " " + same("= A") + "\n"
	if got := printLines(Options{Color: true}, "a#1 x:int = A", "a#1 x:long = A"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestLinesOfManyParameters checks that two very long lines are compared quickly, and
// printed even if they are too long to be aligned.
func TestLinesOfManyParameters(t *testing.T) {
	for _, n := range []int{500, 600, 3000} {
		var params strings.Builder
		for i := range n {
			fmt.Fprintf(&params, " p%d:int", i)
		}
		got := printLines(Options{Width: 80}, "a"+params.String()+" last:int = A", "a"+params.String()+" last:long = A")
		if !strings.Contains(strings.NewReplacer("{+", "", "+}", "").Replace(got), "last:long = A") || n <= 500 && len(got) > 200 {
			t.Errorf("%d parameters: %.200s", n, got)
		}
	}
}
