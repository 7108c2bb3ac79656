// Package server serves sites over HTTP: a folder that package site wrote, or a data folder
// with comparisons of any two snapshots and an API for programs.
//
// Files is the handler of a folder. New makes a Server of a data folder: it writes the
// pages to a folder of its own, follows the data folder with Watch, and answers under
// compare/ and api/v1/. The API is described by an OpenAPI document, which is served with
// it.
//
// It is not for writing sites (package site), nor for the wire: the caller brings listener,
// timeouts and certificates.
//
// It guarantees that nothing is ever written to the data folder but its index, that only
// requests for known hosts are answered, that no file outside of the site can be read, that
// no page may run a script of others or be framed, that a comparison is made once however
// many ask for it, that work and memory are bounded, and that a Server may be used
// concurrently.
package server
