package upstream

import "github.com/tlcrawl/tlcrawl/model"

// raw is where GitHub serves the files of public repositories, with validators for
// conditional requests.
const raw = "https://raw.githubusercontent.com/"

// The branches that the clients develop on.
const (
	tdesktop = raw + "telegramdesktop/tdesktop/dev/"
	tdlib    = raw + "tdlib/td/master/"
	tweb     = raw + "morethanwords/tweb/master/"
	webA     = raw + "Ajaxy/telegram-tt/master/"
)

// layerLine is the comment that .tl files have.
const layerLine = `(?m)^// LAYER (\d+)`

// Defaults returns the sources that are followed unless the user names others.
func Defaults() []Source {
	const scheme = tdlib + "td/generate/scheme/"
	return []Source{
		{
			Name: "tdesktop", Repository: "https://github.com/telegramdesktop/tdesktop",
			Schema: tdesktop + "Telegram/SourceFiles/mtproto/scheme/api.tl",
			// In 2023 the line was in a file of its own for some months.
			Layer: []Layer{{Pattern: layerLine}, {URL: tdesktop + "Telegram/SourceFiles/mtproto/scheme/layer.tl", Pattern: layerLine}},
		},
		{
			Name: "tdlib", Repository: "https://github.com/tdlib/td",
			Schema: scheme + "telegram_api.tl",
			Layer:  []Layer{{URL: tdlib + "td/telegram/Version.h", Pattern: `MTPROTO_LAYER\s*=\s*(\d+)`}},
			Drop:   []string{"invokeWithBusinessConnectionPrefix", "test.parseInputAppEvent"},
		},
		{
			Name: "tdlib-secret", Repository: "https://github.com/tdlib/td/secret_api",
			Schema: scheme + "secret_api.tl", Drop: []string{"test.dummyFunction"}, Against: model.SchemaEndToEnd,
		},
		{
			Name: "tdlib-mtproto", Repository: "https://github.com/tdlib/td/mtproto_api",
			Schema: scheme + "mtproto_api.tl", Drop: []string{"dummyHttpWait", "gzip_packed", "rsa_public_key"}, Against: model.SchemaMTProto,
		},
		{
			Name: "tdlib-e2e", Repository: "https://github.com/tdlib/td/e2e_api",
			Schema: scheme + "e2e_api.tl", Against: AgainstNone, // the site does not document it
		},
		{
			Name: "tweb", Repository: "https://github.com/morethanwords/tweb",
			Schema: tweb + "src/scripts/in/schema.json", Kind: KindTweb,
		},
		{
			Name: "telegram-tt", Repository: "https://github.com/Ajaxy/telegram-tt",
			Schema: webA + "src/lib/gramjs/tl/static/api.tl",
			Layer:  []Layer{{URL: webA + "src/lib/gramjs/tl/AllTLObjects.ts", Pattern: `LAYER\s*=\s*(\d+)`}, {Pattern: layerLine}},
		},
	}
}
