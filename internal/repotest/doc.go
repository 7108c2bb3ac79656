// Package repotest holds tests of the repository as a whole: its wording, and that its
// documents name files and packages that exist. It has no code.
package repotest
