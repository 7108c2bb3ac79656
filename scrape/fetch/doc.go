// Package fetch downloads pages of a documentation site politely. It is the only package
// that uses colly.
//
// A [Site] stays on the host it was opened for, honors robots.txt, identifies itself,
// limits the rate, the number of concurrent requests and the size of a response, and
// retries temporary failures. It is not for reading pages: what it returns may be any
// bytes.
//
// It guarantees that cancelling the context of [Open] ends every wait and every request at
// once, and that a truncated response is an error.
package fetch
