package page_test

import (
	"fmt"
	"log"
	"net/url"
	"strings"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

const nearestDc = `<!DOCTYPE html>
<html><body>
<div class="dev_page_bread_crumbs"><a href="/method/help.getNearestDc">help.getNearestDc</a></div>
<h1 id="dev_page_title">help.getNearestDc</h1>
<div id="dev_page_content"><p>Returns the nearest <a href="/api/datacenter">data center</a>.</p>
<pre class="page_scheme"><code>---functions---
help.getNearestDc#1fb33026 = NearestDc;</code></pre>
<h3>Both users and bots can use this method</h3></div>
</body></html>`

func ExampleRead() {
	site := &url.URL{Scheme: "https", Host: "corefork.telegram.org"}
	p, err := page.Read(strings.NewReader(nearestDc), site)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Kind, p.Name)
	fmt.Println(p.Method.TL)
	fmt.Println(p.Method.Description)
	fmt.Println("bots:", *p.Method.Access.Bots)
	// Output:
	// method help.getNearestDc
	// help.getNearestDc#1fb33026 = NearestDc
	// Returns the nearest [data center](https://corefork.telegram.org/api/datacenter).
	// bots: true
}
