package diff_test

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// read reads a schema.
func read(tl string) *model.Snapshot {
	s, err := schema.Read(strings.NewReader(tl))
	if err != nil {
		panic(err)
	}
	return s
}

func ExampleCompare() {
	old := read("user id:long = User;\n---functions---\nusers.get id:long = User;")
	new := read("user id:long name:string = User;\n---functions---\nusers.get id:long lang:string = User;")
	for _, c := range diff.Compare(old, new).Changes {
		fmt.Printf("%s\t%s\t%s\n", c.Level, c.Direction, c.Text)
	}
	// Output:
	// breaking	sent	users.get: new required parameter lang: string
	// compatible	received	user: new required parameter name: string
}

func ExampleReport_Filter() {
	old := read("user id:long = User;\n---functions---\nusers.get id:long = User;")
	new := read("user id:long name:string = User;\n---functions---\nusers.get id:long lang:string = User;")
	breaking, err := diff.Compare(old, new).Filter(diff.Filter{Only: []string{"breaking", "methods"}})
	if err != nil {
		panic(err)
	}
	worst, _ := breaking.Worst()
	fmt.Println(breaking.Summary.Total, worst)
	// Output: 1 breaking
}

func ExampleReport_Without() {
	old := read("user id:long = User;")
	new := read("user id:long name:string = User;")
	r := diff.Compare(old, new)
	accepted, err := diff.ParseAccepted(strings.NewReader(r.Changes[0].ID + "  the new name is expected"))
	if err != nil {
		panic(err)
	}
	r = r.Without(accepted)
	fmt.Println(r.Summary.Total, r.Summary.Accepted)
	// Output: 0 1
}
