package html_test

import (
	"bytes"
	"fmt"
	"log"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
)

// Print a report as one HTML file.
func ExamplePrint() {
	old := model.New("https://sample.test", 1)
	old.Methods["help.getConfig"] = &model.Method{}
	current := model.New("https://sample.test", 2)

	var page bytes.Buffer
	if err := html.Print(&page, diff.Compare(old, current), report.Options{}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Contains(page.String(), "help.getConfig"))
	// Output: true
}
