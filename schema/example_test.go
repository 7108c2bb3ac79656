package schema_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

func ExampleRead() {
	s, err := schema.Read(strings.NewReader("boolTrue#997275b5 = Bool;\n---functions---\nhelp.getNearestDc#1fb33026 = NearestDc;\n// LAYER 203"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Layer, s.Constructors["boolTrue"].Type, s.Methods["help.getNearestDc"].ID)
	// Output: 203 Bool 1fb33026
}

func ExampleWrite() {
	s := model.New("https://corefork.telegram.org", 203)
	c, err := model.ParseCombinator("nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc")
	if err != nil {
		log.Fatal(err)
	}
	s.AddConstructor(c)
	if c, err = model.ParseCombinator("help.getNearestDc#1fb33026 = NearestDc"); err != nil {
		log.Fatal(err)
	}
	s.AddMethod(c)
	if err := schema.Write(os.Stdout, s, schema.Options{}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// ---types---
	//
	// nearestDc#8e1a1775 country:string this_dc:int nearest_dc:int = NearestDc;
	//
	// ---functions---
	//
	// help.getNearestDc#1fb33026 = NearestDc;
	//
	// // LAYER 203
}

func ExampleReadJSON() {
	s, err := schema.ReadJSON(strings.NewReader(`{"constructors": [{"id": "-1720552011", "predicate": "boolTrue", "params": [], "type": "Bool"}], "methods": []}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Constructors["boolTrue"].TL)
	// Output: boolTrue#997275b5 = Bool
}
