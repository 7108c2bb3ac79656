package getdoc_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
)

func ExampleRead() {
	s, err := getdoc.Read(strings.NewReader(`{
		"index": {"layer": 203},
		"methods": {"help.getNearestDc": {"description": ["Returns the nearest data center¹."]}}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Layer, s.Methods["help.getNearestDc"].Description)
	// Output: 203 Returns the nearest data center.
}

func ExampleWrite() {
	s := model.New("https://core.telegram.org", 203)
	s.Types["NearestDc"] = &model.Type{Name: "NearestDc", Description: "See [the list](https://core.telegram.org/api/datacenter)."}
	left, err := getdoc.Write(os.Stdout, s)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("left out:", left)
	// Output:
	// {
	//   "index": {
	//     "layer": 203,
	//     "categories": [
	//       {
	//         "name": "constructor",
	//         "values": []
	//       },
	//       {
	//         "name": "method",
	//         "values": []
	//       },
	//       {
	//         "name": "type",
	//         "values": [
	//           "NearestDc"
	//         ]
	//       }
	//     ]
	//   },
	//   "constructors": {},
	//   "types": {
	//     "NearestDc": {
	//       "name": "NearestDc",
	//       "description": [
	//         "See the list¹."
	//       ],
	//       "links": [
	//         "https://core.telegram.org/api/datacenter"
	//       ]
	//     }
	//   },
	//   "methods": {},
	//   "errors": {}
	// }
	// left out: []
}
