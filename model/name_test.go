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
		{"a method with a namespace", "auth.sendCode"},
		{"a type with a namespace", "auth.SentCode"},
		{"names are case-sensitive", "Updates"},
		{"names are case-sensitive", "updates"},
		{"underscores and digits, as in MTProto", "server_DH_params_ok"},
		{"digits inside", "account.sendVerifyPhoneCode2"},
		{"one letter", "X"},
		{"two namespaces", "account.password.check"},
		{"the only type with its argument in its name", "Vector t"},
		{"the longest", strings.Repeat("a", 200)},
	} {
		if err := model.CheckName(tc.name); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
}

func TestCheckNameRejects(t *testing.T) {
	for _, tc := range []struct{ why, name string }{
		{"nothing", ""},
		{"parent folder", "../auth.sendCode"},
		{"parent folder", ".."},
		{"a subfolder", "auth/sendCode"},
		{"a subfolder on Windows", `auth\sendCode`},
		{"an absolute path", "/etc/passwd"},
		{"a Windows drive", "C:sendCode"},
		{"a hidden file", ".auth"},
		{"a namespace without a name", "auth."},
		{"a namespace without a name, in the middle", "auth..sendCode"},
		{"a digit at the start", "2fa"},
		{"an underscore at the start", "_auth"},
		{"a digit after the dot", "auth.2fa"},
		{"a query", "auth.sendCode?layer=1"},
		{"an escape", "auth%2fsendCode"},
		{"a name with its id", "auth.sendCode#a677244f"},
		{"a terminal escape sequence", "auth\x1b[2J"},
		{"a terminal escape sequence in C1 form", "auth\u009b2J"},
		{"a carriage return hides what precedes it", "auth\rX"},
		{"a line break forges a log line", "auth.sendCode\n"},
		{"a leading line break", "\nauth.sendCode"},
		{"NUL ends a name in C", "auth\x00.sendCode"},
		{"a direction mark", "auth.\u202eedoCdnes"},
		{"a look-alike letter", "\u0430uth.sendCode"},
		{"a letter outside ASCII", "auth.envoyé"},
		{"a no-break space", "auth.sendCode\u00a0"},
		{"invalid UTF-8", "auth\xff"},
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
			t.Errorf("%s: %.200q is not a short and safe error", tc.why, text)
		}
	}
}
