package changelog_test

import (
	"fmt"
	"os"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
)

func ExampleMarkdown() {
	l := changelog.Layer{Layer: 215, New: []changelog.Entry{{Kind: model.KindMethod, Name: "users.getUsers"}}}
	if err := changelog.Markdown(os.Stdout, l); err != nil {
		panic(err)
	}
	// Output:
	// ### Layer 215
	//
	// #### New Methods
	//
	// - users.getUsers
}

func ExampleChange() {
	e, ok := changelog.Change(changelog.Words("Added **hash** parameter in users.getUsers"))
	fmt.Println(ok, e.Name, e.Added[0].Name)
	// Output: true users.getUsers hash
}
