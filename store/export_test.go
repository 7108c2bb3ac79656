package store

// Content is what a file holds, whatever its form, byte for byte.
func Content(name string) ([]byte, error) {
	b, _, err := content(name)
	return b, err
}
