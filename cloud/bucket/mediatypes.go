package bucket

import (
	"cmp"
	"path"
)

// mediaTypes are the media types of files by ending: those of the system differ.
var mediaTypes = map[string]string{
	".atom": "application/atom+xml; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".db":   "application/vnd.sqlite3",
	".gz":   "application/gzip",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".md":   "text/markdown; charset=utf-8",
	".png":  "image/png",
	".svg":  "image/svg+xml",
	".tl":   "text/plain; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".xml":  "application/xml",
	".zst":  "application/zstd",
}

// mediaType returns a media type: the given one, or that of the name.
func mediaType(given, name string) string {
	return cmp.Or(given, mediaTypes[path.Ext(name)], "application/octet-stream")
}
