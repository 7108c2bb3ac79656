package notify_test

import (
	"context"
	"fmt"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/notify"
)

func ExampleNew() {
	n, err := notify.New([]string{"telegram://token@telegram?chats=@changes"}, notify.Options{On: diff.Breaking})
	if err != nil {
		fmt.Println(err) // without the URL, which is a secret
		return
	}
	failed := n.Send(context.Background(), diff.Compare(side(1), side(1))) // nothing changed: nothing is sent
	fmt.Println(failed)
}

func ExampleDigest() {
	text, ok := notify.Digest(diff.Compare(side(1), side(2)), 0, diff.Docs)
	fmt.Println(ok)
	fmt.Println(text)
	// Output:
	// true
	// a schema, layer 1 -> 2: 1 compatible
	//
	// COMPATIBLE
	// - Layer 2: now the current layer (was 1)
}

func side(layer int) *model.Snapshot { return model.New("", layer) }
