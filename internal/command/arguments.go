package command

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
)

// arrangeFor arranges a command line of the program, or of the subcommand that it begins
// with. A file that is called like a subcommand is named ./check.
func arrangeFor(app *cli.App, args []string) ([]string, error) {
	if len(args) > 1 {
		if sub := app.Command(args[1]); sub != nil {
			arranged, err := arrange(args[1:], sub.Flags)
			return append([]string{args[0]}, arranged...), err
		}
	}
	return arrange(args, app.Flags)
}

// arrange puts the options of a command line before its files, each in its long
// form with its value, so that they may stand anywhere: the library that reads
// the line takes what follows the first file for files.
//
//	page.txt -qt yaml  →  --quiet --to=yaml -- page.txt
//
// What begins with a dash after an option that wants a value is taken for a
// forgotten value, not for one: `-o -t yaml` would write to a file called -t.
// The error is about an option that nobody knows, or that lacks its value.
func arrange(args []string, options []cli.Flag) ([]string, error) {
	arranged, files, rest := slices.Clone(args[:1]), []string(nil), args[1:]
	ended := false
	for len(rest) > 0 {
		arg := rest[0]
		rest = rest[1:]
		switch {
		case arg == "--":
			files, rest, ended = append(files, rest...), nil, true
		case !strings.HasPrefix(arg, "-") || arg == "-":
			files = append(files, arg)
		default:
			var known []string
			var err error
			if known, rest, err = option(arg, rest, options); err != nil {
				return nil, err
			}
			arranged = append(arranged, known...)
		}
	}
	if slices.Contains(arranged, "--help") || !ended && slices.Equal(files, []string{"help"}) {
		return []string{args[0], "--help"}, nil // alone, or the library looks for help on a file
	}
	return slices.Concat(arranged, []string{"--"}, files), nil
}

// option takes an argument that holds options, one long one or several short
// ones, and what follows it. It gives them in their long form, and what follows
// them and their values.
func option(arg string, rest []string, options []cli.Flag) (known, left []string, err error) {
	if name, ok := strings.CutPrefix(arg, "--"); ok {
		name, value, joined := strings.Cut(name, "=")
		return withValue("--"+name, value, joined, rest, options)
	}
	for letters := arg[1:]; letters != ""; {
		_, size := utf8.DecodeRuneInString(letters)
		name, after := "-"+letters[:size], letters[size:]
		if takesValue(name, options) || strings.HasPrefix(after, "=") {
			long, left, err := withValue(name, strings.TrimPrefix(after, "="), after != "", rest, options)
			return append(known, long...), left, err
		}
		long, _, err := withValue(name, "", false, rest, options)
		if err != nil {
			return nil, nil, err
		}
		known, letters = append(known, long...), after
	}
	return known, rest, nil
}

// withValue gives an option in its long form, with the value that was joined to
// it or stands first in rest, and what is left of rest.
func withValue(name, value string, joined bool, rest []string, options []cli.Flag) (known, left []string, err error) {
	flag := find(name, options)
	switch {
	case flag == nil:
		return nil, nil, fmt.Errorf("unknown option %s: banmian --help lists them%s", shown(name), suggestion(name, spellings(options)))
	case joined && !takesValue(name, options):
		return nil, nil, fmt.Errorf("%s takes no value: leave out =%s", name, shown(value))
	case joined:
		return []string{"--" + flag.Names()[0] + "=" + value}, rest, nil
	case !takesValue(name, options):
		return []string{"--" + flag.Names()[0]}, rest, nil
	case len(rest) == 0:
		return nil, nil, fmt.Errorf("%s needs a value: banmian --help tells which", name)
	case strings.HasPrefix(rest[0], "-") && rest[0] != "-":
		return nil, nil, fmt.Errorf("%s needs a value, and %s looks like an option: write %s=%s if it is the value",
			name, shown(rest[0]), name, shown(rest[0]))
	}
	return []string{"--" + flag.Names()[0] + "=" + rest[0]}, rest[1:], nil
}

// find gives the option that is spelled "-t" or "--to", nil if there is none.
func find(name string, options []cli.Flag) cli.Flag {
	for _, flag := range append(options, cli.HelpFlag) {
		if slices.Contains(spellings([]cli.Flag{flag}), name) {
			return flag
		}
	}
	return nil
}

// takesValue tells whether an option of this spelling wants a value.
func takesValue(name string, options []cli.Flag) bool {
	flag, ok := find(name, options).(cli.DocGenerationFlag)
	return ok && flag.TakesValue()
}

// spellings lists how options are typed: "--to", "-t".
func spellings(options []cli.Flag) []string {
	var all []string
	for _, flag := range options {
		for _, name := range flag.Names() {
			if len(name) == 1 {
				all = append(all, "-"+name)
			} else {
				all = append(all, "--"+name)
			}
		}
	}
	return all
}

// suggestion gives "; did you mean X?" where a known word is near, else "".
func suggestion(word string, known []string) string {
	best, near := "", 0.8
	for _, k := range known {
		if n := smetrics.JaroWinkler(strings.TrimLeft(word, "-"), strings.TrimLeft(k, "-"), 0.7, 4); n > near {
			best, near = k, n
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
