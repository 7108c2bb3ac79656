package schema_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/schema"
)

func ExampleCompat() {
	current, _ := schema.Read(strings.NewReader("user#00000003 id:long = User;\n// LAYER 223"))
	older, _ := schema.Read(strings.NewReader("user#00000002 id:int = User;\n// LAYER 133"))
	c := schema.NewCompat(current)
	c.Add(older)
	if _, err := c.Write(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ---types---
	//
	// // LAYER 133
	// user_layer133#00000002 id:int = User;
}
