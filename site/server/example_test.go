package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site/server"
	"github.com/tlcrawl/tlcrawl/store"
)

// A data folder is served, and a program asks what changed.
func ExampleNew() {
	dir, err := os.MkdirTemp("", "data")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	folder := store.Dir(dir)
	for i, tl := range []string{"help.ping = Bool", "help.ping id:long = Bool"} {
		s := model.New("https://core.telegram.org", 200+i)
		s.Methods["help.ping"] = &model.Method{Name: "help.ping", TL: tl, Result: "Bool"}
		e, err := folder.Next(s, time.Date(2026, 1, 1+i, 3, 0, 0, 0, time.UTC))
		if err == nil {
			err = folder.Write(e, s)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	s, err := server.New(context.Background(), folder, server.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()

	w := httptest.NewRecorder() // or: http.ListenAndServe("127.0.0.1:8080", s.Handler())
	s.Handler().ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/api/v1/changes/200...201", nil))
	var report struct{ Changes []struct{ Text string } }
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range report.Changes {
		fmt.Println(c.Text)
	}
	// Output:
	// help.ping: new required parameter id: long
	// Layer 201: now the current layer (was 200)
}
