package model_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestCheckNameAllows(t *testing.T) {
	for _, tc := range []struct{ why, name string }{
		{"a constructor", "boolTrue"},
		{"a method with a name space", "auth.sendCode"},
		{"a type with a name space", "auth.SentCode"},
		{"the same but for the case of letters is another thing", "Updates"},
		{"the same but for the case of letters is another thing", "updates"},
		{"low lines and digits, as in MTProto itself", "server_DH_params_ok"},
		{"digits inside", "account.sendVerifyPhoneCode2"},
		{"one letter", "X"},
		{"two name spaces, should there ever be", "account.password.check"},
		{"the one type with its argument in its name", "Vector t"},
		{"the longest", strings.Repeat("a", 200)},
	} {
		if err := model.CheckName(tc.name); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
}

func TestCheckNameRefuses(t *testing.T) {
	for _, tc := range []struct{ why, name string }{
		{"nothing", ""},
		{"the way up", "../auth.sendCode"},
		{"the way up", ".."},
		{"the way down", "auth/sendCode"},
		{"the way down on Windows", `auth\sendCode`},
		{"an absolute path", "/etc/passwd"},
		{"a drive of Windows", "C:sendCode"},
		{"a hidden file", ".auth"},
		{"a name space without a name", "auth."},
		{"a name space without a name, in the middle", "auth..sendCode"},
		{"a digit at the start", "2fa"},
		{"nor a low line", "_auth"},
		{"nor a digit after the dot", "auth.2fa"},
		{"a query would end up in an address", "auth.sendCode?layer=1"},
		{"so would an escape", "auth%2fsendCode"},
		{"a name with its id", "auth.sendCode#a677244f"},
		{"an escape sequence steers a terminal", "auth\x1b[2J"},
		{"so does the C1 form of it", "auth\u009b2J"},
		{"a carriage return hides what precedes it", "auth\rX"},
		{"a line break makes two lines of a log", "auth.sendCode\n"},
		{"a line break in front", "\nauth.sendCode"},
		{"NUL ends a name in C", "auth\x00.sendCode"},
		{"the mark that turns the direction of writing", "auth.\u202eedoCdnes"},
		{"a letter that looks like another", "\u0430uth.sendCode"},
		{"a letter outside ASCII", "auth.envoyé"},
		{"a no-break space", "auth.sendCode\u00a0"},
		{"bytes that are no text", "auth\xff"},
		{"white space", "auth sendCode"},
		{"an argument, but not of Vector", "Maybe t"},
		{"an argument of vector, which is the constructor", "vector t"},
		{"an argument with another name", "Vector x"},
		{"a Vector of something is not an entity", "Vector<User>"},
		{"one byte too long", strings.Repeat("a", 201)},
		{"far too long", strings.Repeat("auth.", 1<<18) + "a"},
	} {
		err := model.CheckName(tc.name)
		if err == nil {
			t.Errorf("%s: %.100q is allowed", tc.why, tc.name)
			continue
		}
		if text := err.Error(); len(text) > 1000 || strings.IndexFunc(text, unicode.IsControl) >= 0 {
			t.Errorf("%s: %.200q is no short and safe error", tc.why, text)
		}
	}
}
