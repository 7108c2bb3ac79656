package upcoming_test

import (
	"os"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/upcoming"
)

func ExampleAnnounced() {
	s := model.New("https://corefork.telegram.org", 225)
	s.Announced = &model.Announced{Methods: map[string]*model.Method{
		"stories.getAlbums": {Name: "stories.getAlbums", AvailableAsOf: 226, Description: "Get the albums of a peer."},
	}}
	_ = upcoming.Text(os.Stdout, upcoming.Announced(s), s.Layer)
	// Output:
	// Coming with layer 226 (the snapshot is of layer 225)
	//   method stories.getAlbums: Get the albums of a peer.
}
