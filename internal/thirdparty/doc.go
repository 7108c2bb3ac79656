// Command thirdparty writes the licenses of everything that is linked into tlcrawl, for
// the file that is distributed with it:
//
//	go run ./internal/thirdparty -out THIRD_PARTY.txt
//	go run ./internal/thirdparty -check THIRD_PARTY.txt
//
// It reads what the go command has downloaded and needs no network beyond that. It fails on
// a module without a license, or with one that is not on its list. It is not legal advice.
package main
