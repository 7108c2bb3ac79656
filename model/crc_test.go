package model_test

import (
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestCRC32(t *testing.T) {
	for _, tc := range []struct{ why, line, want string }{
		{"nothing to remove", "boolTrue#997275b5 = Bool", "997275b5"},
		{"leading zeros are digits", "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>", "0d91a548"},
		{"conditional fields of type true do not count", "account.installTheme#c727bb3b flags:# dark:flags.0?true theme:flags.1?InputTheme format:flags.2?string base_theme:flags.3?BaseTheme = Bool", "c727bb3b"},
		{"a field named true counts", "true#3fedd339 = True", "3fedd339"},
		{"bytes are strings", "upload.saveFilePart#b304a621 file_id:long file_part:int bytes:bytes = Bool", "b304a621"},
		{"type variables", "invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X", "da9b0d0d"},
		{"the vector", "vector#1cb5c415 {t:Type} # [ t ] = Vector t", "1cb5c415"},
		{"flags2 is a field of flags like any other", "updates.getState#edd4882a = updates.State", "edd4882a"},
	} {
		c, err := model.ParseCombinator(tc.line)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.CRC32(); got != tc.want {
			t.Errorf("%s: %s, want %s of %s", tc.why, got, tc.want, tc.line)
		}
		if err := c.CheckID(); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
}

func TestCheckID(t *testing.T) {
	for _, tc := range []struct {
		why, line string
		ok        bool
	}{
		{"the id of another layer's line", "auth.resendCode#3ef1a9bf flags:# phone_number:string phone_code_hash:string reason:flags.0?string = auth.SentCode", false},
		{"a type that was garbled", "users.getUsers#d91a548 id:Vector<InputPeer> = Vector<User>", false},
		{"a known exception", "ipPortSecret#37982646 ipv4:int port:int secret:bytes = IpPort", true},
		{"a line renamed to NAMELegacy", "inputStickerSetThumbLegacy#dbaeae9 stickerset:InputStickerSet volume_id:long local_id:int = InputFileLocation", true},
		{"the container of the MTProto schema", "msg_container#73f1f8dc messages:vector<%Message> = MessageContainer", true},
		{"a known id in one layer", "decryptedMessageMediaDocument#6abd9782 size:long = DecryptedMessageMedia", true},
		{"a wrong id in another layer", "decryptedMessageMediaDocument#6abd9783 size:long = DecryptedMessageMedia", false},
		{"no id to check", "boolTrue = Bool", true},
	} {
		c, err := model.ParseCombinator(tc.line)
		if err != nil {
			t.Fatal(err)
		}
		var id *model.IDError
		if err := c.CheckID(); (err == nil) != tc.ok || err != nil && !errors.As(err, &id) {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
}

// The id of every line of every layer is its CRC32.
func TestCheckIDEveryLayer(t *testing.T) {
	files := schemaFiles(t)
	seen := map[string]bool{}
	for _, name := range files {
		for n, line := range schemaLines(t, name) {
			if seen[line] {
				continue
			}
			seen[line] = true
			c, err := model.ParseCombinator(line)
			if err != nil {
				t.Errorf("%s:%d: %v", name, n, err)
				continue
			}
			if err := c.CheckID(); err != nil {
				t.Errorf("%s:%d: %v", name, n, err)
			}
		}
	}
}
