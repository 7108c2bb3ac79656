package report_test

import (
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/schema"
)

// changes compares two layers of a small schema.
func changes() *diff.Report {
	read := func(tl string) *model.Snapshot {
		s, err := schema.Read(strings.NewReader(tl))
		if err != nil {
			panic(err)
		}
		return s
	}
	return diff.Compare(
		read("user id:long = User;\n---functions---\nusers.get id:long = User;\n// LAYER 1"),
		read("user id:long = User;\n---functions---\nusers.get id:long lang:string = User;\n// LAYER 2"))
}

func print(p report.Printer) {
	if err := p(os.Stdout, changes(), report.Options{}); err != nil {
		panic(err)
	}
}

func ExampleOneline() {
	print(report.Oneline)
	// Output:
	// breaking	param-added	method	users.get	new required parameter lang: string
	// compatible	layer-changed	layer	2	now the current layer (was 1)
}

func ExampleText() {
	breaking, err := changes().Filter(diff.Filter{Only: []string{"breaking"}})
	if err != nil {
		panic(err)
	}
	if err := report.Text(os.Stdout, breaking, report.Options{Width: 72}); err != nil {
		panic(err)
	}
}

func ExampleMarkdown() {
	print(report.Markdown)
	// Output:
	// ## `a schema, layer 1 -> 2`: 1 breaking, 1 compatible
	//
	// |  | breaking | compatible | docs | added | removed | changed |
	// |---|---:|---:|---:|---:|---:|---:|
	// | methods | 1 | 0 | 0 | 0 | 0 | 1 |
	// | layers | 0 | 1 | 0 | 0 | 0 | 1 |
	//
	// ### Breaking (1)
	//
	// - **`users.get`**
	//   - new required parameter `lang`: `string`
	//
	// ### Compatible (1)
	//
	// - **`Layer 2`**
	//   - now the current layer (was `1`)
}

func ExampleGitHub() {
	print(report.GitHub)
	// Output:
	// ::error title=param-added::users.get: new required parameter lang: string
	// ::notice title=layer-changed::Layer 2: now the current layer (was 1)
}

func ExampleStat() {
	print(report.Stat)
	// Output:
	// users.get ! | 1 +
	//  Layer 2     | 1 ~
	//  2 entities: 1 added(+), 0 removed(-), 1 changed(~); 1 breaking, 1 compatible
}

func ExampleJUnit() { print(report.JUnit) }

func ExampleAtom() { print(report.Atom) }

func ExampleOfficial() {
	print(report.Official)
	// Output:
	// ### Layer 2
	//
	// #### Changed Methods
	//
	// - Added **lang** parameter in users.get
}
