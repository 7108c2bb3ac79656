package upstream

import "slices"

// builtIn are constructors that each client writes in its own way, or leaves out.
var builtIn = []string{
	"boolFalse", "boolTrue", "bytes", "double", "error", "int", "int128", "int256", "long", "null", "string", "true", "vector",
}

// BuiltIn reports whether a constructor is one that each client writes in its own way, or
// leaves out, so that it says nothing about the schema.
func BuiltIn(constructor string) bool { return slices.Contains(builtIn, constructor) }
