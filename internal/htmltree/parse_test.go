package htmltree_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/internal/htmltree"
)

const start = "<!DOCTYPE html>"

// Of plain markup the tree is the one that html.Parse makes.
func TestParse(t *testing.T) {
	var p htmltree.Parser
	for _, tc := range []struct{ why, markup string }{
		{"a paragraph", `<p>Sends a code.</p>`},
		{"text behind the last element", "<p>One</p>\n"},
		{"text between elements stays", "<p>One</p>\n<p>Two</p>"},
		{"attributes", `<h3><a class="anchor" href="#parameters" id="parameters" name="parameters"><i class="anchor-icon"></i></a>Parameters</h3>`},
		{"blanks around attributes", "<p><a  href=\"/api\" >API</a>\n<a\nhref=\"/\">x</a></p>"},
		{"an empty attribute", `<p class="">x</p>`},
		{"a bracket in an attribute", `<p title="a > b < c">x</p>`},
		{"references to characters", `<p>a &amp; b &lt; c&nbsp;&raquo; &unknown; &amp &copy2</p>`},
		{"letters of any language", `<p>Привет, 世界</p>`},
		{"a list", `<ul><li>One</li>
<li><p>Two</p></li></ul><ol><li>One</li></ol>`},
		{"lists in lists", `<ul><li>One<ul><li>Two</li></ul></li></ul>`},
		{"elements between the items of a list", `<ul><li>One</li><i class="icon"></i><li>Two</li></ul>`},
		{"a table", `<table class="table">
<thead>
<tr>
<th>Name</th>
<th style="text-align: center;">Type</th>
</tr>
</thead>
<tbody>
<tr>
<td><strong>flags</strong></td>
<td><a href="/type/%23">#</a></td>
</tr>
</tbody>
</table>`},
		{"a table in a table", `<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table>c</td></tr></tbody></table>`},
		{"a table without rows", `<table></table><table><tbody></tbody></table>`},
		{"a block ends a paragraph, and the paragraph's end makes an empty one", "<p><div class=\"clearfix\">\n</div>\n<pre class=\"page_scheme\"></pre></p>\n<p>x</p>"},
		{"a paragraph ends a paragraph", `<p>One<p>Two`},
		{"a table ends a paragraph", `<p>One<table></table></p>`},
		{"a heading ends a paragraph", `<p>One<h3>Two</h3>`},
		{"a rule ends a paragraph", `<p>One<hr>Two</p>`},
		{"paragraphs in a cell", `<table><tbody><tr><td><p>One<p>Two</p></td></tr></tbody></table>`},
		{"the end of a paragraph that is not open", `<div></p></div>`},
		{"ends of what is not open", "<div>One</div></div>\n</div> </pre></blockquote>\n"},
		{"texts that meet behind such an end are one", "<p>One</p>a</div>b</div>c"},
		{"elements without content", `<p>a<br>b<br/>c<br />d<img src="x.png" alt="x">e</p><hr/>`},
		{"words in words", `<p><b><i><code>x</code></i></b> <em>a<small>b<u>c</u></small></em><span>d</span></p>`},
		{"the same words in themselves, often", `<p><b><b><b><b>x</b>y</b>z</b></b>w</p>`},
		{"blocks in words", `<b><p>x</p><div>y</div></b>z`},
		{"links in cells and lists", `<ul><li><a href="a">a</a></li></ul><table><tbody><tr><td><a href="b">b</a></td></tr></tbody></table>`},
		{"code with its line breaks", "<pre><code>a\n\n  b\n</code></pre><pre>x\ny</pre>"},
		{"nothing is closed at the end", `<div><ul><li><b>x`},
		{"a quotation", `<blockquote><p>x</p></blockquote>`},
		{"headings in what stands in headings", `<h3><span><h4>x</h4></span></h3>`},
	} {
		got, ok := p.Parse([]byte(start + tc.markup))
		if !ok {
			t.Errorf("%s: it is left to html.Parse", tc.why)
			continue
		}
		isTree(t, tc.why, []byte(start+tc.markup), got)
	}
}

// What is not plain is left to html.Parse.
func TestParseLeaves(t *testing.T) {
	var p htmltree.Parser
	for _, tc := range []struct{ why, document string }{
		{"nothing", ""},
		{"nothing in it", start},
		{"a document of another kind", `<html><p>x</p>`},
		{"an older document", `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><p>x</p>`},
		{"words before the first element", start + ` <p>x</p>`},
		{"the end of an element before the first", start + `</p><p>x</p>`},
		{"a comment", start + `<p>a<!-- b -->c</p>`},
		{"a declaration", start + `<p>a<?php ?></p>`},
		{"a bracket that is none", start + `<p>a < b</p>`},
		{"a bracket at the end", start + `<p>a</p><`},
		{"a tag that does not end", start + `<p>a</p`},
		{"an attribute that does not end", start + `<p class="a>b</p>`},
		{"capitals", start + `<P>x</P>`},
		{"an element that is not known", start + `<section>x</section>`},
		{"an element with text of its own kind", start + `<script>if (a < b) {}</script>`},
		{"another kind of quotes", start + `<p class='a'>x</p>`},
		{"no quotes", start + `<p class=a>x</p>`},
		{"an attribute without a value", start + `<p hidden>x</p>`},
		{"attributes that are not parted", start + `<p id="a"class="b">x</p>`},
		{"an attribute twice", start + `<p id="a" id="b">x</p>`},
		{"a text in very many parts", start + "<p>x</p>" + strings.Repeat("x</div>", 2000)},
		{"very many attributes", start + manyAttributes(100) + `x</p>`},
		{"an attribute with a reference to a character", start + `<a href="?a&copy=b">x</a>`},
		{"an element with content that is closed at once", start + `<div/>x`},
		{"attributes at the end of an element", start + `<p>x</p class="a">`},
		{"a link in a link", start + `<a href="a">a<a href="b">b</a></a>`},
		{"words that end in another order", start + `<p><b>a<i>b</b>c</i></p>`},
		{"words that a block breaks", start + `<p><b>a<div>b</div></b></p>`},
		{"an end that ends other elements, too", start + `<div><p>a</div>b`},
		{"the end of words that are not open", start + `<p>a</b></p>`},
		{"an item outside of a list", start + `<div><li>x</li></div>`},
		{"an item that ends the one before", start + `<ul><li>a<li>b</ul>`},
		{"a heading in a heading", start + `<h3>a<h4>b</h4></h3>`},
		{"the end of another heading", start + `<h3>a</h4>`},
		{"words in a table", start + `<table>a<tbody></tbody></table>`},
		{"an element in a table", start + `<table><p>a</p></table>`},
		{"a row without a group", start + `<table><tr><td>a</td></tr></table>`},
		{"a cell without a table", start + `<div><td>a</td></div>`},
		{"the end of a paragraph in a row", start + `<table><tbody><tr></p></tr></tbody></table>`},
		{"the line break that code begins with", start + "<pre>\na</pre>"},
		{"the line breaks of old", start + "<p>a\r\nb</p>"},
		{"zero bytes", start + "<p>a\x00b</p>"},
		{"bytes that are no text", start + "<p>a\xffb</p>"},
		{"elements that are nested very deep", start + string(bytes.Repeat([]byte("<div>"), 200))},
	} {
		if _, ok := p.Parse([]byte(tc.document)); ok {
			t.Errorf("%s: it is not left to html.Parse", tc.why)
		}
	}
}

// manyAttributes begins a paragraph with so many.
func manyAttributes(n int) string {
	var b strings.Builder
	b.WriteString("<p")
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String() + ">"
}

// FuzzParse: a tree that is made is the one that html.Parse makes.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`<p>a &amp; b</p><ul><li><a href="x">c</a></li></ul>`, `<p><div>x</div></p>`, `<h3>x</h3></div>y`,
		`<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><p>b<br/></td></tr></tbody></table>`,
		"<pre>a\n</pre><b><i>x</i></b><hr><blockquote>y</blockquote><img src=\"z\">",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, markup []byte) {
		var p htmltree.Parser
		p.Parse([]byte(start + `<p class="before">before</p>`)) // leaves nothing to the next
		b := append([]byte(start), markup...)
		if got, ok := p.Parse(b); ok {
			isTree(t, "fuzzing", b, got)
		}
	})
}

// isTree fails the test unless a tree is the one that html.Parse makes.
func isTree(t *testing.T, why string, b []byte, got *html.Node) {
	t.Helper()
	want, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%s: html.Parse says %v", why, err)
	}
	if !same(got, want) {
		var g, w bytes.Buffer
		_, _ = html.Render(&g, got), html.Render(&w, want)
		t.Fatalf("%s: %q\n got %s\nwant %s", why, b, &g, &w)
	}
}

// sorted are attributes in an order of their own: html.Parse sorts those of some elements.
func sorted(list []html.Attribute) []html.Attribute {
	return slices.SortedFunc(slices.Values(list), func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) })
}

// same tells whether two trees are the same, node for node.
func same(a, b *html.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Type != b.Type || a.DataAtom != b.DataAtom || a.Data != b.Data || a.Namespace != b.Namespace || !slices.Equal(sorted(a.Attr), sorted(b.Attr)) {
		return false
	}
	for a, b = a.FirstChild, b.FirstChild; a != nil && b != nil; a, b = a.NextSibling, b.NextSibling {
		if !same(a, b) || a.Parent == nil || a.Parent.LastChild.NextSibling != nil {
			return false
		}
	}
	return a == nil && b == nil
}
