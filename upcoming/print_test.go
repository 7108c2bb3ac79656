package upcoming_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/tlcrawl/tlcrawl/jsonschema"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/upcoming"
)

// items has an item of each kind and status.
func items() []upcoming.Item {
	return []upcoming.Item{
		{Layer: 78, Kind: model.KindMethod, Name: "a.old", Status: upcoming.Gone, Since: day(1), OrEarlier: true,
			Seen: []upcoming.Seen{{Source: "corefork.telegram.org", Layer: 225, Since: day(1), OrEarlier: true}}},
		{Layer: 226, Kind: model.KindMethod, Name: "a.two", Status: upcoming.Final, Description: "Is coming.\n\nMore.", Since: day(2),
			Line: "a.two id:int = Bool", Params: []upcoming.Param{{Name: "id", Type: "int"}},
			Seen: []upcoming.Seen{{Source: "tdesktop", Layer: 226, Since: day(2)}, {Source: "tdlib", Layer: 226, Line: "a.two = Bool", Since: day(3)}}},
		{Layer: 226, Kind: model.KindConstructor, Name: "thing", Status: upcoming.Provisional, Since: day(4),
			Line: "thing id:long = Thing", SiteLine: "thing id:int = Thing", Seen: []upcoming.Seen{{Source: "tweb", Layer: 226, Since: day(4)}}},
		{Kind: model.KindType, Name: "Next", Schema: model.SchemaMTProto, Status: upcoming.Provisional, Since: day(5),
			Seen: []upcoming.Seen{{Source: "tdlib-mtproto", Since: day(5)}}},
	}
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := upcoming.Text(&b, items(), 0); err != nil {
		t.Fatal(err)
	}
	const want = `Gone: last in layer 78
  method a.old
    gone; corefork.telegram.org (layer 225) since 2026-06-01 or earlier
Coming with layer 226
  method a.two: Is coming.
    final; tdesktop (layer 226) since 2026-06-02, tdlib (layer 226) since 2026-06-03
    a.two id:int = Bool
    tdlib: a.two = Bool
  constructor thing, changed
    provisional; tweb (layer 226) since 2026-06-04
    thing id:long = Thing
    now: thing id:int = Thing
Coming with a layer that is not known
  type Next, mtproto schema
    provisional; tdlib-mtproto since 2026-06-05
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := upcoming.Markdown(&b, items()[2:]); err != nil {
		t.Fatal(err)
	}
	const want = "# Upcoming changes\n\n## Coming with layer 226\n\n### constructor thing\n\nprovisional; tweb (layer 226) since 2026-06-04\n\n" +
		"```diff\n- thing id:int = Thing\n+ thing id:long = Thing\n```\n\n" +
		"## Coming with a layer that is not known\n\n### type Next\n\nprovisional; tdlib-mtproto since 2026-06-05\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := upcoming.Markdown(&b, nil); err != nil || !strings.Contains(b.String(), "Nothing") {
		t.Errorf("of nothing: %s, %v", b.String(), err)
	}
}

// Lines of clients are hostile: they end no block of code and control no terminal.
func TestHostileLines(t *testing.T) {
	list := []upcoming.Item{{Layer: 226, Kind: model.KindMethod, Name: "a.b", Status: upcoming.Provisional, Line: "a.b ```\n# @everyone\x1b[2J = Bool", Description: "![x](https://example.com/a.png) <script>",
		Seen: []upcoming.Seen{{Source: "tweb", Since: day(1)}}}}
	var text, markdown strings.Builder
	if err := upcoming.Text(&text, list, 0); err != nil {
		t.Fatal(err)
	}
	if err := upcoming.Markdown(&markdown, list); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String()+markdown.String(), "\x1b") || strings.Count(text.String(), "\n") != 4 {
		t.Errorf("the text has control characters or lines of the client:\n%q", text.String())
	}
	if !strings.Contains(markdown.String(), "````diff\n") || strings.Contains(markdown.String(), "<script>") || strings.Contains(markdown.String(), "](http") {
		t.Errorf("the Markdown is not escaped:\n%s", markdown.String())
	}
}

func TestAtom(t *testing.T) {
	print := func(list []upcoming.Item) string {
		var b strings.Builder
		if err := upcoming.Atom(&b, list, "https://example.org/api"); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	var feed struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(print(items())), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 3 || feed.Updated != "2026-06-05T03:00:00Z" || feed.Entries[2].Title != "method a.two: Is coming. (final)" || feed.Entries[2].Updated != "2026-06-03T03:00:00Z" {
		t.Errorf("%+v", feed)
	}
	later := items()
	later[1].Status = upcoming.Provisional
	if again := print(later); !strings.Contains(again, feed.Entries[2].ID) {
		t.Error("an item of another status has another id")
	}
}

func TestJSON(t *testing.T) {
	b, err := jsonschema.Document("upcoming")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := validator.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := validator.NewCompiler()
	if err := c.AddResource("upcoming.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("upcoming.json")
	if err != nil {
		t.Fatal(err)
	}
	announced := model.New("https://corefork.telegram.org", 225)
	announces("a.next", 226)(announced)
	for why, list := range map[string][]upcoming.Item{"histories": items(), "a snapshot": upcoming.Announced(announced), "nothing": {}} {
		b, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		v, err := validator.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", why, err)
		}
	}
	for why, text := range map[string]string{"another status": `[{"available_as_of":1,"kind":"method","name":"a","status":"sure"}]`, "an object": `{}`} {
		v, _ := validator.UnmarshalJSON(strings.NewReader(text))
		if s.Validate(v) == nil {
			t.Errorf("%s is valid", why)
		}
	}
}
