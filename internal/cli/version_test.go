package cli

import "testing"

func TestModuleVersion(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"go install of a release", "v0.2.0", "0.2.0"},
		{"a release candidate", "v0.3.0-rc.1", "0.3.0-rc.1"},
		{"go build in a checkout", "(devel)", sourceVersion},
		{"a checkout without tags", "v0.0.0-20260613031700-0123456789ab", sourceVersion},
		{"a checkout with changes", "v0.2.0+dirty", sourceVersion},
		{"no build information", "", sourceVersion},
	} {
		if got := moduleVersion(c.in); got != c.want {
			t.Errorf("%s: moduleVersion(%q) = %q, want %q", c.why, c.in, got, c.want)
		}
	}
}

func TestBuildString(t *testing.T) {
	for _, c := range []struct {
		why  string
		in   build
		want string
	}{
		{"a release", build{"0.2.0", "0123456789abcdef", "2026-06-13T03:17:00Z"}, "0.2.0 (0123456789ab, 2026-06-13T03:17:00Z), "},
		{"no date", build{"0.2.0", "0123", ""}, "0.2.0 (0123), "},
		{"no commit", build{Version: "0.2.0"}, "0.2.0, "},
	} {
		if got := c.in.String(); got[:len(c.want)] != c.want {
			t.Errorf("%s: %q, want it to start with %q", c.why, got, c.want)
		}
	}
}
