// Package notify tells people what changed: one message a run to each of the channels
// that they name by URLs of shoutrrr (https://shoutrrr.nickfedor.com), as
// telegram://token@telegram?chats=@channel or smtp://user:password@host/?to=...
//
// It is for the end of a night's run. It is not for the report itself (package diff),
// which it shortens, nor for trouble of a run.
//
// It promises that where nothing changed nothing is sent; that a channel which fails is
// logged and counted, and fails nothing else; that neither an error nor the log holds a
// piece of a URL, which is a secret; and that no text of the site calls anybody.
package notify
