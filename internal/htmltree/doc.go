// Package htmltree makes trees of plain HTML faster than a parser for all of HTML can.
//
// It is for pages by the thousand, written by one program that nests its elements
// properly, and not for HTML in general: golang.org/x/net/html, whose nodes it makes, is.
//
// It promises that the tree it makes is the one that html.Parse makes of the same bytes,
// but for the order of attributes, or else that it makes none: of whatever it is not sure
// of it says so, and leaves it to html.Parse.
package htmltree
