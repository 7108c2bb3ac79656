// Package report prints the changes that package diff finds.
//
// Each format is a [Printer], and [Formats] is the table of them: text and oneline for a
// terminal, Markdown for pull requests, JSON for programs, GitHub annotations, JUnit, Atom,
// and the wording of the site's own list of changes. [Outline] is the structure that the
// formats for people share; package report/html uses it as well. Printers decide nothing:
// what changed and how severe it is comes from package diff.
//
// It guarantees that the same report gives the same bytes, that an empty report prints
// nothing (or an empty document in JSON, JUnit and Atom), and that text of the site is
// never interpreted as a terminal escape sequence or markup.
package report
