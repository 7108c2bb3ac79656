package model_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Programs read a snapshot and walk its entities in order.
func ExampleDecode() {
	s, err := model.Decode(strings.NewReader(`{
		"schema_version": 1, "source": "https://corefork.telegram.org", "layer": 214,
		"methods": {"users.getUsers": {"name": "users.getUsers", "id": "0d91a548", "access": {"bots": true}}},
		"constructors": {}, "types": {}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	for name, m := range model.Sorted(s.Methods) {
		fmt.Println(name, m.ID, *m.Access.Bots)
	}
	// Output: users.getUsers 0d91a548 true
}

func ExampleEncode() {
	s := model.New("https://corefork.telegram.org", 214)
	s.Types["Bool"] = &model.Type{Name: "Bool", Constructors: []string{"boolFalse", "boolTrue"}}
	if err := model.Encode(os.Stdout, s); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "constructors": {},
	//   "layer": 214,
	//   "methods": {},
	//   "schema_version": 1,
	//   "source": "https://corefork.telegram.org",
	//   "types": {
	//     "Bool": {
	//       "constructors": [
	//         "boolFalse",
	//         "boolTrue"
	//       ],
	//       "name": "Bool"
	//     }
	//   }
	// }
}

func ExampleParseCombinator() {
	c, err := model.ParseCombinator("users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.Name, c.ID, c.CRC32(), c.Params[0].Type, c.Result)
	// Output: users.getUsers 0d91a548 0d91a548 Vector<InputUser> Vector<User>
}
