package schema_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/schema"
)

// layer is a schema of a layer.
func layer(n int, lines ...string) string {
	return strings.Join(lines, ";\n") + fmt.Sprintf(";\n// LAYER %d\n", n)
}

func TestCompat(t *testing.T) {
	now := layer(223, "boolTrue#997275b5 = Bool", "user#3 id:long = User", "chat#9 id:long = Chat")
	for _, tc := range []struct {
		why, want string
		older     []string // newest first
		missing   []string
	}{
		{"another ID", "\n// LAYER 222\nuser_layer222#00000002 id:int = User;\n",
			[]string{layer(222, "user#2 id:int = User")}, nil},
		{"the last layer that had it", "\n// LAYER 221\nuser_layer221#00000002 id:int = User;\n",
			[]string{layer(222, "user#3 id:long = User"), layer(221, "user#2 id:int = User"), layer(220, "user#2 id:int = User")}, nil},
		{"whatever the order", "\n// LAYER 221\nuser_layer221#00000002 id:int = User;\n",
			[]string{layer(220, "user#2 id:int = User"), layer(221, "user#2 id:int = User")}, nil},
		{"by layer, then in the schema's order", "\n// LAYER 220\nuser_layer220#00000001 = User;\n\n// LAYER 222\nchat_layer222#00000008 = Chat;\nuser_layer222#00000002 id:int = User;\n",
			[]string{layer(222, "chat#8 = Chat", "user#2 id:int = User"), layer(220, "user#1 = User")}, nil},
		{"the newest of two drafts of a layer", "\n// LAYER 222\nuser_layer222#00000002 id:int = User;\n",
			[]string{layer(222, "user#2 id:int = User"), layer(222, "user#1 = User")}, nil},
		{"a constructor that is gone, and its type", "\n// LAYER 222\ncontact_layer222#00000007 user:Person = Contact;\nperson_layer222#00000006 = Person;\n",
			[]string{layer(222, "contact#7 user:Person = Contact", "person#6 = Person")}, nil},
		{"an undefined type", "\n// LAYER 222\nuser_layer222#00000002 flags:# a:flags.0?true p:flags.1?Vector<Photo> s:string = User;\n",
			[]string{layer(222, "user#2 flags:# a:flags.0?true p:flags.1?Vector<Photo> s:string = User")}, []string{"Photo"}},
		{"a namespace", "\n// LAYER 222\nauth.code_layer222#00000005 = auth.Code;\n",
			[]string{layer(222, "auth.code#5 = auth.Code")}, nil},
		{"a renamed one, built-in types, methods", "",
			[]string{layer(222, "person#3 id:long = User", "int ? = Int", "bytes#e937bb82 = Bytes", "true#3fedd339 = True", "---functions---", "getUser#77 = User")}, nil},
	} {
		write := func() (string, []string, error) {
			c := schema.NewCompat(read(t, now))
			for _, text := range tc.older {
				c.Add(read(t, strings.ReplaceAll(text, "---;", "---")))
			}
			var b bytes.Buffer
			missing, err := c.Write(&b)
			return strings.TrimPrefix(b.String(), "---types---\n"), missing, err
		}
		got, missing, err := write()
		if errors.Is(err, schema.ErrNoSchema) != (tc.want == "") || err != nil && tc.want != "" {
			t.Fatalf("%s: %v", tc.why, err)
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
		if d := cmp.Diff(tc.missing, missing); d != "" {
			t.Errorf("%s: types that are missing: %s", tc.why, d)
		}
		if again, _, _ := write(); again != got {
			t.Errorf("%s: the second time it is %s", tc.why, again)
		}
		if tc.want != "" {
			if s := read(t, got); len(s.Constructors) != strings.Count(got, "_layer") {
				t.Errorf("%s: it is read back as %d constructors", tc.why, len(s.Constructors))
			}
		}
	}
}
