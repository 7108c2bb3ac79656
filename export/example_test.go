package export_test

import (
	"fmt"
	"log"
	"os"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// What did the server mean?
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

// The table for a spreadsheet.
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
