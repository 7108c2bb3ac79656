// Package notify sends what changed to people: one message a run to each channel, given
// by a URL of shoutrrr (https://shoutrrr.nickfedor.com) such as
// telegram://token@telegram?chats=@channel or smtp://user:password@host/?to=...
//
// It is for the end of a nightly run. It is not for the full report (package report),
// which it shortens, nor for failures of a run.
//
// It promises that it sends nothing if nothing changed; that a channel which fails is
// logged and counted, and fails nothing else; that neither errors nor the log contain any
// part of a URL, which is a secret; and that no text of the site mentions anybody.
package notify
