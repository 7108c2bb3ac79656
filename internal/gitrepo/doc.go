// Package gitrepo reads the history of a path in a git repository with the program git:
// the commits that changed it, and the contents of its files.
//
// It is for importing what others have committed. It never writes, never fetches, and runs
// nothing that the repository configures: hooks, pagers, external diffs and monitors are
// off. What the repository says is untrusted: sizes are checked before a blob is read.
//
// It promises that commits come oldest first along the first parents, which are the
// states that the branch really had, and that one process serves all contents.
package gitrepo
