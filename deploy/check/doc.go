// Package check tests the files of deploy against the types and schemas of Kubernetes and
// Compose. It is a module of its own: nothing else needs them.
package check
