package page_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// TestLayout: a page says the same in another layout. Names, types and codes are known by
// what they look like, whatever stands around them.
func TestLayout(t *testing.T) {
	swap := func(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
	re := func(pattern, with string) func(string) string {
		r := regexp.MustCompile(pattern)
		return func(s string) string { return r.ReplaceAllString(s, with) }
	}
	const (
		errors  = `href="#possible-errors" id="possible-errors" name="possible-errors"><i class="anchor-icon"></i></a>Possible errors`
		params  = `href="#parameters" id="parameters" name="parameters"><i class="anchor-icon"></i></a>Parameters`
		access  = `<h3><a class="anchor" href="#only-users-can-use-this-method" id="only-users-can-use-this-method" name="only-users-can-use-this-method"><i class="anchor-icon"></i></a>Only users can use this method</h3>`
		heading = `<h3><a class="anchor" href="#[^"]*" id="[^"]*" name="[^"]*"><i class="anchor-icon"></i></a>([^<]*)</h3>`
		table   = `(?s)<table class="table">.*?</table>`
	)
	const page = "method_new_users"
	for _, tc := range []struct {
		why    string
		layout func(string) string
	}{
		{"another heading of the errors", swap(errors, `href="#e" id="e" name="e"></a>What may go wrong`)},
		{"the heading of the parameters in another language", swap(params, `href="#a" id="a" name="a"></a>Аргументы`)},
		{"headings of a lower rank", swap("<h3>", "<h4>", "</h3>", "</h4>")},
		{"headings without anchors, with a mark for links", re(heading, `<h3>$1 <a href="#x">¶</a></h3>`)},
		{"headings that count", re(heading, `<h3>2. $1 (7)</h3>`)},
		{"paragraphs in bold for headings", re(heading, `<p><strong>$1</strong></p>`)},
		{"elements with the role of a heading", re(heading, `<div role="heading" aria-level="3">$1</div>`)},
		{"who may call as a sentence", swap(access, "<p>Only users can use this method.</p>")},
		{"sections around headings and tables", re(`(?s)(<h3>.*?</table>)`, "<section>$1</section>")},
		{"tables that fold", re(table, "<details><summary>Show</summary>$0</details>")},
		{"tables for narrow and for wide screens", re(table, "<div>$0</div><div>$0</div>")},
		{"a table in two halves", re(`(?s)(<table class="table">\s*<thead>.*?</thead>\s*<tbody>\s*<tr>.*?</tr>)\s*<tr>`, `$1</tbody></table><table class="table"><thead><tr><th>Name</th><th>Type</th><th>Description</th></tr></thead><tbody><tr>`)},
		{"other titles", swap("<th>Name</th>", "<th>Parameter</th>", "<th>Code</th>", "<th>No.</th>", "<th>Description</th>", "<th>Meaning</th>")},
		{"no titles", re(`(?s)<thead>.*?</thead>`, "")},
		{"titles that sort", re(`<th([^>]*)>([A-Z]\w*)</th>`, `<th$1>$2 ▲</th>`)},
		{"a column without a title in front", re(`<tr>\n<td>`, "<tr>\n<td><input type=checkbox></td>\n<td>")},
		{"a title among the rows", re(`<tbody>`, `<tbody><tr><td colspan="3">All of them</td></tr>`)},
		{"codes in words", re(`<td>(-?\d{3})</td>`, "<td>HTTP $1 (bad request)</td>")},
		{"a button beside the type", re(`<td>([A-Z_]{5,})</td>`, "<td>$1 <button>Copy</button></td>")},
		{"a label beside the type", re(`<td>([A-Z_]{5,})</td>`, "<td><span>Type:</span> $1</td>")},
		{"joiners in types", re(`([A-Z])_([A-Z])`, "${1}_&zwj;$2")},
		{"a mark at required names", re(`</strong></td>`, "*</strong></td>")},
		{"names in another spelling", re(`<strong>([a-z]+)_([a-z]+)</strong>`, "<strong>$1‑$2</strong>")},
		{"lines between sections", re(`<h3>`, "<hr><h3>")},
		{"scripts and icons in cells", re(`<td>`, "<td><svg><title>x</title></svg><script>t()</script>")},
		{"titles over other columns", swap("Type</th>\n<th>Description</th>", "Description</th>\n<th>Type</th>")},
		{"types that end in a period", re(`<td>([A-Z_]{5,})</td>`, "<td>$1.</td>")},
		{"a type in two lines", swap(">messages.AffectedHistory</a></p>", ">messages.\nAffectedHistory</a></p>")},
		{"types in small letters", func(s string) string {
			return regexp.MustCompile(`<td>[A-Z_]{5,}</td>`).ReplaceAllStringFunc(s, strings.ToLower)
		}},
		{"another heading of the result", swap(`href="#result" id="result" name="result"><i class="anchor-icon"></i></a>Result`, `href="#r" id="r" name="r"></a>Returns`)},
		{"the schema for narrow and for wide screens", re(`(?s)<pre class="page_scheme">.*?</pre>`, "<div>$0</div>$0")},
		{"an image that only counts", re(`<div id="dev_page_content">`, `$0<img src="/p.gif" alt="">`)},
		{"joiners in words", re(`>([A-Z][a-z])([a-z]+ )`, ">$1&zwnj;$2")},
	} {
		t.Run(tc.why, func(t *testing.T) {
			plain := savedPage(t, page)
			layout := []byte(tc.layout(string(plain)))
			if bytes.Equal(plain, layout) {
				t.Fatal("the layout is the same")
			}
			want, err := lineOf(plain)
			if err != nil {
				t.Fatal(err)
			}
			got, err := lineOf(layout)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(decoded(t, want), decoded(t, got)); d != "" {
				t.Errorf("(-plain +layout)\n%s", d)
			}
		})
	}
}

func decoded(t *testing.T, line []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(line, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestNamesInOtherCells: a type or a description may hold the name of a parameter. The column
// of names is the one that holds nothing else.
func TestNamesInOtherCells(t *testing.T) {
	for _, tc := range []struct {
		why, line, rows string
		want            map[string]string
	}{
		{
			"a type in front that is spelled like the name",
			"messages.setDefaultReaction#4f47a016 reaction:Reaction = Bool;",
			"<tr><th>Type</th><th>Field</th><th>Meaning</th></tr><tr><td>Reaction</td><td>reaction</td><td>The mark</td></tr>",
			map[string]string{"reaction": "The mark"},
		},
		{
			"a type in front that is a name",
			"messages.setDefaultReaction#4f47a016 bytes:bytes = Bool;",
			"<tr><th>Type</th><th>Field</th><th>Meaning</th></tr><tr><td>bytes</td><td>bytes</td><td>The data</td></tr>",
			map[string]string{"bytes": "The data"},
		},
		{
			"a tooltip beside the type, and a description that is spelled like it",
			"messages.setDefaultReaction#4f47a016 peer:Peer = Bool;",
			"<tr><th>Name</th><th>Type</th><th>Description</th></tr><tr><td>peer</td><td>Peer <span>?</span></td><td>Peer</td></tr>",
			map[string]string{"peer": "Peer"},
		},
		{
			"a type variable, and titles over other columns",
			"invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;",
			"<tr><th>Name</th><th>Description</th><th>Type</th></tr><tr><td>{X:Type}</td><td></td><td>Type</td></tr>" +
				"<tr><td>layer</td><td>int</td><td>The layer</td></tr><tr><td>query</td><td>!X</td><td>The call</td></tr>",
			map[string]string{"layer": "The layer", "query": "The call"},
		},
		{
			"names with spaces, and descriptions with names",
			"messages.setDefaultReaction#4f47a016 id:long access_hash:long = Bool;",
			"<tr><th>Name</th><th>Type</th><th>Description</th></tr><tr><td>id</td><td>long</td><td>The id of it</td></tr>" +
				"<tr><td>access hash</td><td>long</td><td>The access_hash of it</td></tr>",
			map[string]string{"id": "The id of it", "access_hash": "The access_hash of it"},
		},
	} {
		name, _, _ := strings.Cut(tc.line, "#")
		p, err := page.Read(strings.NewReader(`<!DOCTYPE html><html><body>
<div class="dev_page_bread_crumbs"><a href="/method/`+name+`">here</a></div>
<h1 id="dev_page_title">`+name+`</h1><div id="dev_page_content"><p>Sets it.</p>
<pre class="page_scheme"><code>---functions---
`+tc.line+`</code></pre><h3>Parameters</h3><table>`+tc.rows+`</table></div></body></html>`), &url.URL{Scheme: "https", Host: "corefork.telegram.org"})
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		got := map[string]string{}
		for _, param := range p.Method.Params {
			got[param.Name] = param.Description
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tc.why, d)
		}
	}
}
