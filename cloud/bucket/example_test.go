package bucket_test

import (
	"fmt"
	"time"

	"gocloud.dev/blob/memblob"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func ExampleNew() {
	folder := store.New(bucket.New(memblob.OpenBucket(nil), "mem://", bucket.Options{}))
	unlock, err := folder.Lock(time.Now())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer unlock()
	s := model.New("https://corefork.telegram.org", 223)
	entry, err := folder.Next(s, time.Date(2026, 6, 13, 3, 0, 0, 0, time.UTC))
	if err == nil {
		err = folder.Write(entry, s)
	}
	latest, _ := folder.Resolve("latest")
	fmt.Println(latest.Path, err)
	// Output: mem:///corefork.telegram.org/20260613T030000Z-223.json.gz <nil>
}

func ExampleIsAddress() {
	fmt.Println(bucket.IsAddress("s3://BUCKET/tlcrawl"), bucket.IsAddress("/var/lib/tlcrawl"))
	// Output: true false
}
