package report

import (
	"fmt"
	"strings"
	"testing"
)

// TestWordSpans checks that a difference begins and ends between words.
func TestWordSpans(t *testing.T) {
	for _, c := range []struct{ why, old, new, want string }{
		{"one word among many", "The phone number is wrong", "The phone number is invalid", "The phone number is [-wrong-]{+invalid+}"},
		{"never inside a word", "rewrite", "write", "[-rewrite-]{+write+}"},
		{"an underscore is part of a word", "see max_id", "see min_id", "see [-max_id-]{+min_id+}"},
		{"an address is one word", "at https://a.org/x#y.", "at https://a.org/z#y.", "at [-https://a.org/x#y.-]{+https://a.org/z#y.+}"},
		{"punctuation is separate", "Wait.", "Wait!", "Wait[-.-]{+!+}"},
		{"letters beyond ASCII", "числа и слова", "числа и буквы", "числа и [-слова-]{+буквы+}"},
		{"from nothing", "", "New words", "{+New words+}"},
	} {
		t.Run(c.why, func(t *testing.T) {
			p := &textPrinter{paint: newPaint(false)}
			if got := p.words(c.old, c.new); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestWordSpansHoldBoth checks that both texts can be restored from the spans, also with
// more words than there are runes below the surrogates.
func TestWordSpansHoldBoth(t *testing.T) {
	var many strings.Builder
	for i := range 60_000 {
		many.WriteString(string(rune('a'+i%26)) + strings.Repeat("x", i%7) + itoa(i) + " ")
	}
	old, new := many.String()+"end", "start "+many.String()
	var gotOld, gotNew strings.Builder
	for _, s := range Words(old, new) {
		if s.Op != Inserted {
			gotOld.WriteString(s.Text)
		}
		if s.Op != Deleted {
			gotNew.WriteString(s.Text)
		}
	}
	if gotOld.String() != old || gotNew.String() != new {
		t.Error("the texts cannot be restored from the spans")
	}
}

func itoa(i int) string {
	return string(rune('0'+i/10000%10)) + string(rune('0'+i/1000%10)) + string(rune('0'+i/100%10)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
}

// Two long texts without common words are compared quickly.
func TestWordsOfLongTexts(t *testing.T) {
	var a, b strings.Builder
	a.WriteString("Both begin so. ")
	b.WriteString("Both begin so. ")
	for i := range 100_000 {
		fmt.Fprintf(&a, "a%d ", i)
		fmt.Fprintf(&b, "b%d ", i)
	}
	spans := Words(a.String()+"End.", b.String()+"End.")
	if len(spans) != 4 || spans[0] != (Span{Equal, "Both begin so. "}) || spans[1].Op != Deleted || spans[2].Op != Inserted || spans[3].Text != " End." {
		t.Errorf("%d spans: %.40q", len(spans), fmt.Sprint(spans))
	}
}
