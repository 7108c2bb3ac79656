package model_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestDecodeRejects(t *testing.T) {
	const whole = `{"constructors":{},"layer":214,"methods":{},"schema_version":1,"source":"","types":{}}`
	if _, err := model.Decode(strings.NewReader(whole)); err != nil {
		t.Fatalf("the base document: %v", err)
	}
	with := func(field, value string) string {
		return strings.Replace(whole, field, value, 1)
	}
	methods := func(json string) string { return with(`"methods":{}`, `"methods":`+json) }
	for _, tc := range []struct {
		why, doc string
		// field is DecodeError.Field; ".x" matches its end, "*" anything.
		field string
		says  []string
	}{
		{"an empty file", "", "", []string{"empty"}},
		{"a file of line breaks", "\n\n \t", "", []string{"empty"}},
		{"a page instead of JSON", "<!DOCTYPE html>", "", []string{"not JSON"}},
		{"a schema instead of JSON", "boolTrue#997275b5 = Bool;", "", []string{"not JSON"}},
		{"no object", "[]", "", []string{"object"}},
		{"no object", `"snapshot"`, "", []string{"object"}},
		{"JSON null", "null", "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"other JSON", `{"a":1}`, "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"the empty object", `{}`, "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"a list of lines, as `tlcrawl parse` gives", `{"file":"a.html","kind":"missing"}` + "\n" + `{"file":"b.html","kind":"type"}`, "", []string{"not a tlcrawl snapshot"}},

		{"truncated at the end", strings.TrimSuffix(whole, "}"), "", []string{"truncated"}},
		{"truncated inside a word", whole[:len(whole)/2], "", []string{"truncated"}},
		{"truncated after the first byte", "{", "", []string{"truncated"}},
		{"two snapshots in a row", whole + whole, "", []string{"unexpected data"}},
		{"trailing text", whole + "\ndone", "", []string{"unexpected data"}},
		{"an extra brace", whole + "}", "", []string{"unexpected data"}},
		{"trailing NUL, after a system crash", whole + "\x00", "", []string{"unexpected data"}},

		{"a newer version", with(`version":1`, `version":2`), "schema_version", []string{"2", "reads 1", "update"}},
		{"a newer version may have any shape", `{"schema_version":2,"methods":[{"since":214}],"bots":true}`, "schema_version", []string{"update"}},
		{"an older version", with(`version":1`, `version":-1`), "schema_version", []string{"-1", "crawl again"}},
		{"a version as a string", with(`version":1`, `version":"1"`), "schema_version", []string{"string", "whole number"}},
		{"a fractional version", with(`version":1`, `version":1.5`), "schema_version", []string{"1.5", "whole number"}},
		{"a huge version", with(`version":1`, `version":99999999999999999999`), "schema_version", []string{"whole number"}},

		{"no methods", methods("null"), "*", nil},
		{"only a version", `{"schema_version":1}`, "*", nil},

		{"methods as a list", methods("[]"), "methods", []string{"array", "object"}},
		{"types as a string", with(`"types":{}`, `"types":"many"`), "types", []string{"string", "object"}},
		{"a layer as a string", with("214", `"214"`), "layer", []string{"string", "whole number"}},
		{"a layer with an exponent", with("214", "2.14e2"), "layer", []string{"2.14e2", "whole number"}},
		{"a negative layer", with("214", "-214"), "layer", []string{"-214"}},
		{"layers by number", with(`"methods"`, `"layers":{"214":""},"methods"`), "layers", []string{"object", "list"}},
		{"a list of numbers", with(`"methods"`, `"layers":[213,214],"methods"`), "layers[0]", []string{"number", "object"}},
		{"the error names the index in a list", with(`"methods"`, `"layers":[{"layer":1,"title":"a"},{"layer":2},7],"methods"`), "layers[2]", []string{"number", "object"}},
		{"the error names the index in a list of objects", methods(`{"auth.logOut":{"name":"auth.logOut","params":[{"name":"a"}]},"auth.signIn":{"name":"auth.signIn","errors":[{"code":1,"type":"A"},{"code":2,"type":"B"},{"type":"C","code":"3"}]}}`), "methods.auth.signIn.errors[2].code", []string{"string"}},
		{"an object after a list", methods(`{"a.a":{"errors":[{"code":1,"type":"A"}],"name":"a.a","result":[1]}}`), "methods.a.a.result", []string{"array", "string"}},
		{"a source that is a list", with(`"source":""`, `"source":["a","b"]`), "source", []string{"array", "string"}},
		{"a code as a string, as in /api/errors.json", methods(`{"auth.signIn":{"name":"auth.signIn","errors":[{"code":"400","type":"X"}]}}`), ".code", []string{"string", "whole number"}},
		{"access as a string", methods(`{"auth.signIn":{"name":"auth.signIn","access":true}}`), ".access", []string{"bool", "object"}},
		{"a Boolean as a string", methods(`{"auth.signIn":{"name":"auth.signIn","documented":"yes"}}`), ".documented", []string{"string", "true or false"}},
		{"the entity of a wrong field is named", methods(`{"auth.signIn":{"name":"auth.signIn","result":7}}`), "methods.auth.signIn.result", nil},

		{"an unknown field", with(`"layer"`, `"crawled_at":"today","layer"`), "", []string{`"crawled_at"`}},
		{"an unknown field in a method", methods(`{"auth.signIn":{"name":"auth.signIn","bots":true}}`), "", []string{`"bots"`}},

		{"a method that is null", methods(`{"auth.signIn":null}`), "methods.auth.signIn", []string{"null"}},
		{"a constructor that is null", with(`"constructors":{}`, `"constructors":{"boolTrue":null}`), "constructors.boolTrue", []string{"null"}},
		{"a type that is null", with(`"types":{}`, `"types":{"Bool":null}`), "types.Bool", []string{"null"}},
		{"a null method under a name with control characters", methods(`{"\u001b[2J":null}`), "methods", []string{`\x1b`}},
		{"another name than its key", methods(`{"auth.signIn":{"name":"auth.signUp"}}`), "methods.auth.signIn.name", []string{"auth.signUp", "auth.signIn"}},
		{"a name that differs in case", with(`"types":{}`, `"types":{"Updates":{"name":"updates"}}`), "types.Updates.name", []string{`"updates"`, `"Updates"`}},
		{"no name", methods(`{"auth.signIn":{}}`), "methods.auth.signIn.name", []string{`""`}},
		{"a name that is a path", methods(`{"../../etc/cron":{"name":"../../etc/cron"}}`), "methods", []string{"../../etc/cron"}},
		{"a constructor's name that is a path", with(`"constructors":{}`, `"constructors":{"a/b":{"name":"a/b"}}`), "constructors", []string{"a/b"}},
		{"a type's name that is empty", with(`"types":{}`, `"types":{"":{"name":""}}`), "types", []string{`""`}},
		{"an id of 7 digits, as in lines", methods(`{"users.getUsers":{"name":"users.getUsers","id":"d91a548"}}`), "methods.users.getUsers.id", []string{"d91a548", "8"}},
		{"an id in upper case", methods(`{"users.getUsers":{"name":"users.getUsers","id":"0D91A548"}}`), "methods.users.getUsers.id", []string{"0D91A548"}},
		{"an id with a line break", with(`"constructors":{}`, `"constructors":{"boolTrue":{"name":"boolTrue","id":"997275b5\n"}}`), "constructors.boolTrue.id", []string{`997275b5\n`}},
		{"a parameter without a name", methods(`{"auth.signIn":{"name":"auth.signIn","params":[{"name":"code"},{"type":"int"}]}}`), "methods.auth.signIn.params[1].name", []string{"empty"}},
		{"a field without a name", with(`"constructors":{}`, `"constructors":{"user":{"name":"user","params":[{"name":""}]}}`), "constructors.user.params[0].name", []string{"empty"}},
		{"an error without a type", methods(`{"auth.signIn":{"name":"auth.signIn","errors":[{"code":400,"type":""}]}}`), "methods.auth.signIn.errors[0].type", []string{"empty"}},

		{"nested too deep", strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "", []string{"depth"}},
		{"nested too deep instead of a method", methods(strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000)), "", []string{"depth"}},
		{"nested and truncated", strings.Repeat(`{"methods":`, 100_000), "", []string{"depth"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			s, err := model.Decode(strings.NewReader(tc.doc))
			if err == nil {
				t.Fatalf("%.200s is accepted", tc.doc)
			}
			if s != nil {
				t.Error("an error, but also a snapshot")
			}
			var de *model.DecodeError
			if !errors.As(err, &de) {
				t.Fatalf("%T %v is not a DecodeError", err, err)
			}
			ends := strings.HasPrefix(tc.field, ".") && strings.HasSuffix(de.Field, tc.field)
			if de.Field != tc.field && tc.field != "*" && !ends {
				t.Errorf("Field = %q, want %q: %v", de.Field, tc.field, err)
			}
			if !strings.Contains(err.Error(), de.Field) {
				t.Errorf("%v does not name the field %q", err, de.Field)
			}
			for _, word := range tc.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%v does not contain %q", err, word)
				}
			}
		})
	}
}

func TestVersionError(t *testing.T) {
	for _, tc := range []struct {
		why, doc string
		version  int
	}{
		{"newer", `{"schema_version":2}`, 2},
		{"newer, and of another shape", `{"schema_version":31,"methods":{"auth.signIn":7}}`, 31},
		{"newer, with an unknown field", `{"schema_version":3,"bots":[]}`, 3},
		{"older", `{"schema_version":-4}`, -4},
	} {
		_, err := model.Decode(strings.NewReader(tc.doc))
		var de *model.DecodeError
		var ve *model.VersionError
		if !errors.As(err, &de) || !errors.As(err, &ve) {
			t.Errorf("%s: %T %v is not a DecodeError with a VersionError", tc.why, err, err)
			continue
		}
		if ve.Version != tc.version || de.Field != "schema_version" {
			t.Errorf("%s: Version = %d, Field = %q, want %d, schema_version", tc.why, ve.Version, de.Field, tc.version)
		}
	}
}

// A read error is not a DecodeError.
func TestDecodeReturnsReadErrors(t *testing.T) {
	broken := errors.New("input/output error")
	_, err := model.Decode(io.MultiReader(strings.NewReader(`{"schema_version":1,`), iotest.ErrReader(broken)))
	var de *model.DecodeError
	if !errors.Is(err, broken) || errors.As(err, &de) {
		t.Errorf("Decode of a broken disk = %T %v, want only %v", err, err, broken)
	}
}
