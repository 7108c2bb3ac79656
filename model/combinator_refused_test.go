package model_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestParseCombinatorRejects(t *testing.T) {
	for _, tc := range []struct{ why, line string }{
		{"an empty line", ""},
		{"only a semicolon", ";"},
		{"a marker between the parts of a schema is not a combinator", "---functions---"},
		{"a comment is not a combinator", "// LAYER 214"},
		{"no =", "help.getConfig#c4f9186b"},
		{"a result must follow the =", "help.getConfig#c4f9186b ="},
		{"one line defines one thing", "boolTrue#997275b5 = Bool = True"},
		{"the name is missing", "= Bool"},
		{"the name is missing before the id", "#997275b5 = Bool"},
		{"a name starts with a letter", "2fa.check#1 = Bool"},
		{"a namespace needs a name", "auth.#1 = Bool"},
		{"a name that is a path would end up in a file name", "../auth#1 = Bool"},
		{"a name with a look-alike letter", "\u0430uth.signIn#1 = Bool"},
		{"a combinator's name has no argument", "Vector t#1 = Bool"},
		{"a name has a maximum length", strings.Repeat("a", 201) + "#1 = Bool"},

		{"an id has at most 8 digits, even where the first is a zero", "boolTrue#0997275b5 = Bool"},
		{"# needs an id", "boolTrue# = Bool"},
		{"an id is hexadecimal", "boolTrue#99727zb5 = Bool"},
		{"an id has no sign", "boolTrue#+997275 = Bool"},
		{"an id is not given twice", "boolTrue#99#75b5 = Bool"},
		{"an id of Telegram's digits only", "boolTrue#\u0661\u0662 = Bool"},
		{"an id is hexadecimal in the line of the vector too", "vector#zzzz {t:Type} # [ t ] = Vector t"},
		{"an escape sequence in the id of the vector", "vector#\x1b[2J {t:Type} # [ t ] = Vector t"},

		{"a parameter needs a name", "messages.readHistory#1 int = Bool"},
		{"a parameter's name is not empty", "messages.readHistory#1 :int = Bool"},
		{"a parameter needs a type", "messages.readHistory#1 max_id: = Bool"},
		{"a parameter has one type", "messages.readHistory#1 max_id:int:long = Bool"},
		{"a parameter's name is a name", "messages.readHistory#1 ../max_id:int = Bool"},
		{"a parameter's name has no escape sequence", "messages.readHistory#1 \x1b[2Jid:int = Bool"},
		{"a parameter's name is valid UTF-8", "messages.readHistory#1 max\xff:int = X"},

		{"a flag needs a bit", "messages.readHistory#1 flags:# max_id:flags.?int = Bool"},
		{"a flag needs a field", "messages.readHistory#1 flags:# max_id:.0?int = Bool"},
		{"a flag needs a field and a bit", "messages.readHistory#1 flags:# max_id:flags?int = Bool"},
		{"a bit is a number", "messages.readHistory#1 flags:# max_id:flags.x?int = Bool"},
		{"a bit is written in one way", "messages.readHistory#1 flags:# max_id:flags.01?int = Bool"},
		{"a condition needs a type", "messages.readHistory#1 flags:# max_id:flags.0? = Bool"},
		{"a condition has no condition", "messages.readHistory#1 flags:# max_id:flags.0?flags.1?int = Bool"},
		{"a flags field is not conditional", "messages.readHistory#1 flags:# flags2:flags.0?# = Bool"},
		{"a bit is not negative", "messages.readHistory#1 flags:# max_id:flags.-1?int = Bool"},
		{"# has 32 bits", "messages.readHistory#1 flags:# max_id:flags.32?int = Bool"},

		{"a vector is closed", "messages.readHistory#1 id:Vector<int = Bool"},
		{"a vector holds something", "messages.readHistory#1 id:Vector<> = Bool"},
		{"an unopened >", "messages.readHistory#1 id:int> = Bool"},
		{"% needs a type", "messages.readHistory#1 id:% = Bool"},
		{"a type's namespace needs a name", "messages.readHistory#1 id:help..Config = Bool"},
		{"a result is one type", "messages.readHistory#1 id:int = Bool Bool"},
		{"Vector t is only the result of vector", "messages.readHistory#1 id:int = Vector t"},

		{"a type variable must be declared", "invokeWithLayer#da9b0d0d layer:int query:!X = X"},
		{"under the same name", "invokeWithLayer#da9b0d0d {Y:Type} layer:int query:!X = X"},
		{"also in a vector", "invokeWithLayer#da9b0d0d {Y:Type} layer:int query:Vector<!X> = Y"},
		{"a generic is a type", "invokeWithLayer#da9b0d0d {X:int} layer:int query:!X = X"},
		{"a generic needs :Type", "invokeWithLayer#da9b0d0d {X} layer:int query:!X = X"},
		{"generics come first", "invokeWithLayer#da9b0d0d layer:int {X:Type} query:!X = X"},
		{"a generic needs a name", "invokeWithLayer#da9b0d0d {:Type} layer:int = Bool"},
		{"a generic's name has no escape sequence", "invokeWithLayer#da9b0d0d {\x1b[2J:Type} layer:int = Bool"},

		{"an array has a length", "int128 0*[ int ] = Int128"},
		{"an array has elements", "int128 4*[ ] = Int128"},
		{"an array is closed", "int128 4*[ int = Int128"},
		{"an array has a type", "int128 4*[ int ] = 128"},
		{"an array has a valid type", "int128 4*[ int ] = Int..x"},

		{"one line, one semicolon", "boolTrue#997275b5 = Bool;;"},
		{"two lines are two combinators", "boolTrue#997275b5 = Bool; boolFalse#bc799737 = Bool;"},
		{"a line has a maximum length", "help.echo#1 " + strings.Repeat("text:string ", 8000) + "= Bool"},
		{"white space counts towards the length", strings.Repeat(" ", 1<<20) + "boolTrue#997275b5 = Bool"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			got, err := model.ParseCombinator(tc.line)
			if err == nil {
				t.Fatalf("%.200q is read as %#v", tc.line, got)
			}
			var ce *model.CombinatorError
			if !errors.As(err, &ce) {
				t.Fatalf("%T %v is not a CombinatorError", err, err)
			}
			if ce.Err == nil || !errors.Is(err, ce.Err) {
				t.Errorf("%v gives no reason", err)
			}
			if words(ce.Line) != words(tc.line) {
				t.Errorf("Line = %.200q, want the input", ce.Line)
			}
			if got.Name != "" || got.Line != "" {
				t.Errorf("an error, but also %#v", got)
			}
		})
	}
}

// words returns a line without semicolons and redundant white space.
func words(line string) string {
	return strings.TrimRight(strings.Join(strings.Fields(line), " "), "; ")
}

// Lines come from the site, and errors are printed to logs and terminals.
func TestCombinatorErrorIsShortAndSafe(t *testing.T) {
	for _, tc := range []struct{ why, line string }{
		{"a long line is not repeated", "help.echo#1 " + strings.Repeat("text:string ", 3000) + "no_type: = Bool"},
		{"truncation inside a character", strings.Repeat("\u00e9", 60) + " = Bool"},
		{"a name that clears the screen", "\x1b[2Jauth.signIn#1 = Bool"},
		{"an id that clears the screen", "auth.signIn#\x1b[2J = Bool"},
		{"a generic that clears the screen", "invokeWithLayer#1 {\x1b[2J} = Bool"},
		{"a long generic", "invokeWithLayer#1 {" + strings.Repeat("X", 60000) + "} = Bool"},
		{"a long type", "help.echo#1 text:" + strings.Repeat("s", 60000) + "\u2026 = Bool"},
		{"a long line that would be printed differently", "help.echo#1 text:flags.01?int " + strings.Repeat("text:string ", 3000) + "= Bool"},
	} {
		_, err := model.ParseCombinator(tc.line)
		if err == nil {
			t.Errorf("%s: no error", tc.why)
			continue
		}
		text := err.Error()
		if len(text) > 1000 {
			t.Errorf("%s: an error of %d bytes: %.200q...", tc.why, len(text), text)
		}
		if i := strings.IndexFunc(text, unicode.IsControl); i >= 0 {
			t.Errorf("%s: a control character in the error %.200q", tc.why, text)
		}
	}
}
