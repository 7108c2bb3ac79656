package page_test

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Read one page of the sample site.
func ExampleRead() {
	response := httptest.NewRecorder()
	data.Handler().ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/method/upload.getFile", nil))

	p, err := page.Read(response.Body, &url.URL{Scheme: "https", Host: "sample.test"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Kind, p.Name, p.Layer)
	for _, e := range p.Method.Errors[:2] {
		fmt.Println(e.Code, e.Type)
	}
	// Output:
	// method upload.getFile 203
	// 303 FILE_MIGRATE_%d
	// 400 FILE_REFERENCE_%d_EXPIRED
}
