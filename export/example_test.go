package export_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// Look up an error that a server returned.
func ExampleTable_Find() {
	s := model.New("https://corefork.telegram.org", 214)
	s.Methods["upload.getFile"] = &model.Method{Name: "upload.getFile", Errors: []model.Error{
		{Code: 420, Type: "FLOOD_PREMIUM_WAIT_%d", Description: "Wait %d seconds, or less with Premium."},
	}}
	table, err := export.New(s, export.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range table.Find(420, "FLOOD_PREMIUM_WAIT_42") {
		fmt.Println(m.Type, export.Parameter(m.Type, m.Description), m.Value, m.Methods)
	}
	// Output: FLOOD_PREMIUM_WAIT_%d seconds 42 [upload.getFile]
}

// Write a table for a spreadsheet.
func ExampleCSV() {
	s := model.New("https://corefork.telegram.org", 214)
	s.Methods["auth.signIn"] = &model.Method{Name: "auth.signIn", Errors: []model.Error{
		{Code: 400, Type: "PHONE_CODE_EMPTY", Description: "phone\\_code is missing."},
	}}
	table, err := export.New(s, export.Options{Code: 400})
	if err != nil {
		log.Fatal(err)
	}
	if err := export.CSV(os.Stdout, table); err != nil {
		log.Fatal(err)
	}
	// Output:
	// code,type,method,description
	// 400,PHONE_CODE_EMPTY,auth.signIn,phone_code is missing.
}

// small is the table of the examples.
func small() *export.Table {
	s := model.New("https://corefork.telegram.org", 214)
	s.Methods["auth.signIn"] = &model.Method{Name: "auth.signIn", Access: &model.Access{Users: new(true), Bots: new(false)}, Errors: []model.Error{
		{Code: 400, Type: "PHONE_CODE_EMPTY", Description: "The code is missing."},
	}}
	table, err := export.New(s, export.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return table
}

func ExampleMarkdown() {
	if err := export.Markdown(os.Stdout, small()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// # Errors of layer 214
	//
	// ## 400
	//
	// | type | description | methods |
	// | --- | --- | --- |
	// | `PHONE_CODE_EMPTY` | The code is missing. | `auth.signIn` |
}

func ExampleJSON() {
	if err := export.JSON(os.Stdout, small()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "source": "https://corefork.telegram.org",
	//   "layer": 214,
	//   "from": "both",
	//   "errors": [
	//     {
	//       "code": 400,
	//       "type": "PHONE_CODE_EMPTY",
	//       "description": "The code is missing.",
	//       "methods": [
	//         "auth.signIn"
	//       ],
	//       "sources": [
	//         "pages"
	//       ],
	//       "pages_only": [
	//         "auth.signIn"
	//       ]
	//     }
	//   ],
	//   "methods": {
	//     "auth.signIn": "user"
	//   }
	// }
}

func ExampleOfficial() {
	if err := export.Official(os.Stdout, small()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "bot_only": [],
	//   "business_supported": [],
	//   "descriptions": {
	//     "PHONE_CODE_EMPTY": "The code is missing."
	//   },
	//   "errors": {
	//     "400": {
	//       "PHONE_CODE_EMPTY": [
	//         "auth.signIn"
	//       ]
	//     }
	//   },
	//   "layer": 214,
	//   "unauthed_allowed": [],
	//   "user_only": [
	//     "auth.signIn"
	//   ]
	// }
}

func ExampleTelethon() {
	files, _ := export.Telethon(small())
	for _, f := range files {
		fmt.Printf("%s\n%s", f.Name, f.Data)
	}
	// Output:
	// errors.csv
	// name,codes,description
	// PHONE_CODE_EMPTY,400,The code is missing.
	// methods.csv
	// method,usability,errors
	// auth.signIn,user,PHONE_CODE_EMPTY
}

func ExamplePyrogram() {
	files, _ := export.Pyrogram(small())
	for _, f := range files {
		if f.Name == "400_BAD_REQUEST.tsv" {
			fmt.Printf("%s", f.Data)
		}
	}
	// Output:
	// id	message
	// PHONE_CODE_EMPTY	The code is missing.
}

func ExampleGo() {
	var b strings.Builder
	if err := export.Go(&b, small(), "tgerr"); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, "ErrPhoneCodeEmpty") {
			fmt.Print(strings.TrimSpace(line), "\n")
		}
	}
	// Output:
	// // ErrPhoneCodeEmpty: The code is missing.
	// ErrPhoneCodeEmpty Type = "PHONE_CODE_EMPTY"
	// {400, ErrPhoneCodeEmpty, "The code is missing.", false},
}
