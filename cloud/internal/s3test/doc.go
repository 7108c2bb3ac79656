// Package s3test runs a real S3 server, versitygw, for tests, and a proxy in front of it
// that counts requests and makes some of them fail.
//
// It is not for programs. The server listens on loopback only; its objects are files of a
// temporary folder.
package s3test
