// Package notify sends changes to people: one message per run to each channel, given by a
// URL of shoutrrr (https://shoutrrr.nickfedor.com) such as
// telegram://token@telegram?chats=@channel or smtp://user:password@host/?to=...
//
// It is for the end of a nightly run. It is not for the full report (package report), which
// it shortens, nor for failures of a run.
//
// It guarantees that nothing is sent if nothing changed; that a failed channel is logged
// and counted, and affects nothing else; that neither errors nor the log contain any part
// of a URL, which is a secret; and that text of the site mentions nobody.
package notify
