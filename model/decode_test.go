package model_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestDecodeRefuses(t *testing.T) {
	const whole = `{"constructors":{},"layer":214,"methods":{},"schema_version":1,"source":"","types":{}}`
	if _, err := model.Decode(strings.NewReader(whole)); err != nil {
		t.Fatalf("the document that the others are made of: %v", err)
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
		{"nothing, in JSON", "null", "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"any other JSON", `{"a":1}`, "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"the empty object", `{}`, "", []string{"not a tlcrawl snapshot", "tlcrawl crawl"}},
		{"a list of lines, as `tlcrawl parse` gives", `{"file":"a.html","kind":"missing"}` + "\n" + `{"file":"b.html","kind":"type"}`, "", []string{"not a tlcrawl snapshot"}},

		{"cut at the end", strings.TrimSuffix(whole, "}"), "", []string{"truncated"}},
		{"cut in the middle of a word", whole[:len(whole)/2], "", []string{"truncated"}},
		{"cut after the first byte", "{", "", []string{"truncated"}},
		{"two snapshots in a row", whole + whole, "", []string{"unexpected data"}},
		{"words behind it", whole + "\ndone", "", []string{"unexpected data"}},
		{"one brace too many", whole + "}", "", []string{"unexpected data"}},
		{"NUL behind it, as a crash of the machine leaves", whole + "\x00", "", []string{"unexpected data"}},

		{"a newer version", with(`version":1`, `version":2`), "schema_version", []string{"2", "reads 1", "update"}},
		{"a newer version may have any shape", `{"schema_version":2,"methods":[{"since":214}],"bots":true}`, "schema_version", []string{"update"}},
		{"an older version, should there have been one", with(`version":1`, `version":-1`), "schema_version", []string{"-1", "crawl again"}},
		{"a version in words", with(`version":1`, `version":"1"`), "schema_version", []string{"string", "whole number"}},
		{"half a version", with(`version":1`, `version":1.5`), "schema_version", []string{"1.5", "whole number"}},
		{"a version that no computer counts to", with(`version":1`, `version":99999999999999999999`), "schema_version", []string{"whole number"}},

		{"no methods", methods("null"), "*", nil},
		{"nothing but a version", `{"schema_version":1}`, "*", nil},

		{"methods in a list", methods("[]"), "methods", []string{"array", "object"}},
		{"types in a word", with(`"types":{}`, `"types":"many"`), "types", []string{"string", "object"}},
		{"a layer in words", with("214", `"214"`), "layer", []string{"string", "whole number"}},
		{"a layer with an exponent", with("214", "2.14e2"), "layer", []string{"2.14e2", "whole number"}},
		{"a layer below zero", with("214", "-214"), "layer", []string{"-214"}},
		{"layers by number", with(`"methods"`, `"layers":{"214":""},"methods"`), "layers", []string{"object", "list"}},
		{"a list of numbers", with(`"methods"`, `"layers":[213,214],"methods"`), "layers[0]", []string{"number", "object"}},
		{"the place in a list is named", with(`"methods"`, `"layers":[{"layer":1,"title":"a"},{"layer":2},7],"methods"`), "layers[2]", []string{"number", "object"}},
		{"and in a list of objects", methods(`{"auth.logOut":{"name":"auth.logOut","params":[{"name":"a"}]},"auth.signIn":{"name":"auth.signIn","errors":[{"code":1,"type":"A"},{"code":2,"type":"B"},{"type":"C","code":"3"}]}}`), "methods.auth.signIn.errors[2].code", []string{"string"}},
		{"an object after a list is not in it", methods(`{"a.a":{"errors":[{"code":1,"type":"A"}],"name":"a.a","result":[1]}}`), "methods.a.a.result", []string{"array", "string"}},
		{"a source of several", with(`"source":""`, `"source":["a","b"]`), "source", []string{"array", "string"}},
		{"a code in words, as /api/errors.json has it", methods(`{"auth.signIn":{"name":"auth.signIn","errors":[{"code":"400","type":"X"}]}}`), ".code", []string{"string", "whole number"}},
		{"who may call, in one word", methods(`{"auth.signIn":{"name":"auth.signIn","access":true}}`), ".access", []string{"bool", "object"}},
		{"a yes in words", methods(`{"auth.signIn":{"name":"auth.signIn","documented":"yes"}}`), ".documented", []string{"string", "true or false"}},
		{"the entity of a wrong field is named", methods(`{"auth.signIn":{"name":"auth.signIn","result":7}}`), "methods.auth.signIn.result", nil},

		{"a field that this version does not have", with(`"layer"`, `"crawled_at":"today","layer"`), "", []string{`"crawled_at"`}},
		{"an unknown field in a method", methods(`{"auth.signIn":{"name":"auth.signIn","bots":true}}`), "", []string{`"bots"`}},

		{"a method that is null", methods(`{"auth.signIn":null}`), "methods.auth.signIn", []string{"null"}},
		{"a constructor that is null", with(`"constructors":{}`, `"constructors":{"boolTrue":null}`), "constructors.boolTrue", []string{"null"}},
		{"a type that is null", with(`"types":{}`, `"types":{"Bool":null}`), "types.Bool", []string{"null"}},
		{"a null method under a name with control characters", methods(`{"\u001b[2J":null}`), "methods", []string{`\x1b`}},
		{"another name than its key", methods(`{"auth.signIn":{"name":"auth.signUp"}}`), "methods.auth.signIn.name", []string{"auth.signUp", "auth.signIn"}},
		{"a name that differs in a capital", with(`"types":{}`, `"types":{"Updates":{"name":"updates"}}`), "types.Updates.name", []string{`"updates"`, `"Updates"`}},
		{"no name", methods(`{"auth.signIn":{}}`), "methods.auth.signIn.name", []string{`""`}},
		{"a name that is a path", methods(`{"../../etc/cron":{"name":"../../etc/cron"}}`), "methods", []string{"../../etc/cron"}},
		{"a constructor's name that is a path", with(`"constructors":{}`, `"constructors":{"a/b":{"name":"a/b"}}`), "constructors", []string{"a/b"}},
		{"a type's name that is empty", with(`"types":{}`, `"types":{"":{"name":""}}`), "types", []string{`""`}},
		{"an id of 7 digits, as lines have them", methods(`{"users.getUsers":{"name":"users.getUsers","id":"d91a548"}}`), "methods.users.getUsers.id", []string{"d91a548", "8"}},
		{"an id in capitals", methods(`{"users.getUsers":{"name":"users.getUsers","id":"0D91A548"}}`), "methods.users.getUsers.id", []string{"0D91A548"}},
		{"an id with a line break", with(`"constructors":{}`, `"constructors":{"boolTrue":{"name":"boolTrue","id":"997275b5\n"}}`), "constructors.boolTrue.id", []string{`997275b5\n`}},
		{"a parameter without a name", methods(`{"auth.signIn":{"name":"auth.signIn","params":[{"name":"code"},{"type":"int"}]}}`), "methods.auth.signIn.params[1].name", []string{"empty"}},
		{"a field without a name", with(`"constructors":{}`, `"constructors":{"user":{"name":"user","params":[{"name":""}]}}`), "constructors.user.params[0].name", []string{"empty"}},
		{"an error without a type", methods(`{"auth.signIn":{"name":"auth.signIn","errors":[{"code":400,"type":""}]}}`), "methods.auth.signIn.errors[0].type", []string{"empty"}},

		{"nested as nothing real is", strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "", []string{"depth"}},
		{"nested instead of a method", methods(strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000)), "", []string{"depth"}},
		{"nested and cut", strings.Repeat(`{"methods":`, 100_000), "", []string{"depth"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			s, err := model.Decode(strings.NewReader(tc.doc))
			if err == nil {
				t.Fatalf("%.200s is taken for a snapshot", tc.doc)
			}
			if s != nil {
				t.Error("an error, and yet a snapshot")
			}
			var de *model.DecodeError
			if !errors.As(err, &de) {
				t.Fatalf("%T %v is no DecodeError", err, err)
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
					t.Errorf("%v does not say %q", err, word)
				}
			}
		})
	}
}

func TestVersionErrorIsAsked(t *testing.T) {
	for _, tc := range []struct {
		why, doc string
		version  int
	}{
		{"newer", `{"schema_version":2}`, 2},
		{"newer, and of another shape", `{"schema_version":31,"methods":{"auth.signIn":7}}`, 31},
		{"newer, with a field of its own", `{"schema_version":3,"bots":[]}`, 3},
		{"older", `{"schema_version":-4}`, -4},
	} {
		_, err := model.Decode(strings.NewReader(tc.doc))
		var de *model.DecodeError
		var ve *model.VersionError
		if !errors.As(err, &de) || !errors.As(err, &ve) {
			t.Errorf("%s: %T %v is no DecodeError with a VersionError", tc.why, err, err)
			continue
		}
		if ve.Version != tc.version || de.Field != "schema_version" {
			t.Errorf("%s: Version = %d, Field = %q, want %d, schema_version", tc.why, ve.Version, de.Field, tc.version)
		}
	}
}

// An error of the disk is not an error of the document.
func TestDecodeTellsOfTheReader(t *testing.T) {
	broken := errors.New("input/output error")
	_, err := model.Decode(io.MultiReader(strings.NewReader(`{"schema_version":1,`), iotest.ErrReader(broken)))
	var de *model.DecodeError
	if !errors.Is(err, broken) || errors.As(err, &de) {
		t.Errorf("Decode of a broken disk = %T %v, want %v alone", err, err, broken)
	}
}
