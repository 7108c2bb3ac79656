package jsonschema_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/tlcrawl/tlcrawl/jsonschema"
)

func ExampleDocument() {
	b, err := jsonschema.Document("snapshot")
	if err != nil {
		log.Fatal(err)
	}
	var doc struct{ Title string }
	if err := json.Unmarshal(b, &doc); err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title)
	// Output: A snapshot of Telegram's MTProto API reference
}
