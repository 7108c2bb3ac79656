package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usage adds to an error the command that prints the correct usage.
func usage(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w (see %s --help)", err, cmd.CommandPath())
}

// invalid returns the error of a flag's value, with the valid values.
func invalid(flag string, value any, want string) error {
	if s, ok := value.(string); ok {
		value = fmt.Sprintf("%q", s)
	}
	return fmt.Errorf("invalid --%s %v (want %s)", flag, value, want)
}

// wanted describes the values of a flag by its type.
var wanted = map[string]string{
	"int":      "a whole number, as in 4",
	"float64":  "a number, as in 0.5",
	"duration": "a duration with a unit, as in 30s, 5m or 36h",
	"bool":     "true or false",
}

// flagError says what is expected instead of a value that cannot be parsed.
func flagError(cmd *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		if want := wanted[value.GetFlag().Value.Type()]; want != "" {
			return usage(cmd, invalid(value.GetFlag().Name, value.GetValue(), want))
		}
	}
	return usage(cmd, err)
}

// exactArgs accepts exactly n arguments. Its error shows the usage line.
func exactArgs(n int) cobra.PositionalArgs { return rangeArgs(n, n) }

// rangeArgs accepts at least low and at most high arguments.
func rangeArgs(low, high int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if low <= len(args) && len(args) <= high {
			return nil
		}
		want := fmt.Sprint(low)
		if low < high {
			want += fmt.Sprintf(" to %d", high)
		}
		noun := "arguments"
		if low == 1 && high == 1 {
			noun = "argument"
		}
		return usage(cmd, fmt.Errorf("want %s %s, got %d: %s", want, noun, len(args), cmd.UseLine()))
	}
}

// noArgs accepts no arguments. Its error says where a file goes instead.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	for _, flag := range []string{"out", "data"} {
		if cmd.Flags().Lookup(flag) != nil {
			return usage(cmd, fmt.Errorf("unexpected argument %q: did you mean --%s %s?", args[0], flag, args[0]))
		}
	}
	return usage(cmd, fmt.Errorf("unexpected argument %q: %s takes none", args[0], cmd.CommandPath()))
}
