package model_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// agree checks that a series decodes a document as Decode does.
func agree(t *testing.T, d *model.Series, doc []byte) {
	t.Helper()
	want, wantErr := model.Decode(bytes.NewReader(doc))
	got, err := d.Decode(doc)
	if fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Fatalf("%v, want %v, of:\n%.2000s", err, wantErr, doc)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("-Decode +Series\n%s\nof:\n%.2000s", d, doc)
	}
}

func bytesOf(t testing.TB, s *model.Snapshot) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// seriesOf returns a snapshot with every field, and documents that may follow it.
func seriesOf(t testing.TB) (first []byte, later map[string][]byte) {
	s := rich()
	first = bytesOf(t, s)
	text := string(first)
	later = map[string][]byte{"the same": first}
	for why, change := range map[string][2]string{
		"another source":             {`"source": "`, `"source": "https://other.`},
		"white space":                {"\n    ", "\n\t "},
		"another layer":              {`"layer": `, `"layer": 1`},
		"a collection in upper case": {`"methods": {`, `"Methods": {`},
		"a duplicate collection":     {`"methods": {`, `"methods": {}, "methods": {`},
		"a collection that is null":  {`"types": {`, `"types": null, "x": {`},
		"an unknown member":          {`"source": `, `"else": 1, "source": `},
		"an entity as a list":        {`"methods": {`, `"methods": {"a.a": [],`},
		"an extra comma":             {`"methods": {`, `"methods": {,`},
		"an extra bracket":           {`"methods": {`, `"methods": {{`},
		"a key with an escape":       {`"methods": {`, `"methods": {"\u0061": {"name": "a"},`},
		"keys out of order":          {`"methods": {`, `"methods": {"z.z": {"name": "z.z"},`},
		"an unknown version":         {`"schema_version": 1`, `"schema_version": 2`},
		"a byte order mark":          {"{", "\ufeff{"},
		"text after the end":         {"{", "{} {"},
		"announced entities alone":   {`"announced": {`, `"announced": {"methods": {}}, "a": {`},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("%s: the snapshot has no %q", why, change[0])
		}
		later[why] = []byte(strings.Replace(text, change[0], change[1], 1))
	}
	later["nothing"] = nil
	later["a part"] = first[:len(first)/2]
	return first, later
}

func TestSeries(t *testing.T) {
	first, later := seriesOf(t)
	for why, doc := range later {
		t.Run(why, func(t *testing.T) {
			var d model.Series
			agree(t, &d, first)
			agree(t, &d, doc)
			agree(t, &d, first)
		})
	}
}

// Every entity may be the one that differs.
func TestSeriesEachPart(t *testing.T) {
	first, _ := seriesOf(t)
	lines := bytes.Split(first, []byte("\n"))
	var d model.Series
	for i := range lines {
		doc := bytes.Join(append(append([][]byte{}, lines[:i]...), lines[i+1:]...), []byte("\n"))
		agree(t, &d, doc)
		agree(t, &d, first)
	}
}

// Unchanged entities are shared.
func TestSeriesShares(t *testing.T) {
	s := rich()
	first := bytesOf(t, s)
	var changed string
	for name, m := range model.Sorted(s.Methods) {
		m.Description += " Changed."
		changed = name
		break
	}
	var d model.Series
	a, err := d.Decode(first)
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.Decode(bytesOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	for name := range a.Methods {
		if same := a.Methods[name] == b.Methods[name]; same != (name != changed) {
			t.Errorf("%s is shared: %t", name, same)
		}
	}
	if a.ErrorTable != b.ErrorTable || a.Order != b.Order {
		t.Error("the error table or the order was decoded again")
	}
}

func FuzzSeries(f *testing.F) {
	first, later := seriesOf(f)
	for _, doc := range later {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var d model.Series
		agree(t, &d, first)
		agree(t, &d, doc)
		agree(t, &d, first)
	})
}
