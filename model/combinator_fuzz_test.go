package model_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

var eightDigits = regexp.MustCompile(`^[0-9a-f]{8}$`)

// FuzzCombinator checks that a line that is parsed is printed as an equivalent line, and
// that a line that is not parsed gives a reason.
func FuzzCombinator(f *testing.F) {
	for _, line := range []string{
		"boolTrue#997275b5 = Bool;",
		"auth.resendCode#cae47523 flags:# phone_number:string phone_code_hash:string reason:flags.0?string = auth.SentCode",
		"users.getUsers#0D91A548 id:Vector<InputUser> = Vector<User>",
		"invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X;",
		"vector#1cb5c415 {t:Type} # [ t ] = Vector t",
		"accessPointRule#4679b65f phone_prefix_rules:string dc_id:int ips:vector<%IpPort> = AccessPointRule",
		"ipPort ipv4:int\tport:int\n= IpPort ;",
		"int ? = Int",
		"---types---",
		"auth.signIn# = = Bool",
		"",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c, err := model.ParseCombinator(line)
		if err != nil {
			var ce *model.CombinatorError
			if !errors.As(err, &ce) || ce.Error() == "" {
				t.Fatalf("%T %v is not a CombinatorError", err, err)
			}
			return
		}
		if err := model.CheckName(c.Name); err != nil {
			t.Errorf("name: %v", err)
		}
		if c.ID != "" && !eightDigits.MatchString(c.ID) {
			t.Errorf("id %q", c.ID)
		}
		printed := c.String()
		again, err := model.ParseCombinator(printed)
		if err != nil {
			t.Fatalf("%q is printed as an invalid line: %v", line, err)
		}
		if again.Line != printed || again.String() != printed {
			t.Errorf("%q is printed as %q and then as %q, Line %q", line, printed, again.String(), again.Line)
		}
		c.Line, again.Line = "", ""
		if d := cmp.Diff(c, again); d != "" {
			t.Errorf("%q is printed as another line (-read +read again):\n%s", line, d)
		}
	})
}
