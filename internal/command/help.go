package command

import (
	"fmt"
	"strings"

	"github.com/banmian/banmian/formats"
)

// helpTemplate is what --help prints. Examples come first: most people need no
// more.
const helpTemplate = `{{.Name}} {{.Usage}}

Examples:
   banmian page.txt                                   JSON to the terminal
   pdftotext page.pdf - | banmian -t yaml             from a pipe, to be read by people
   banmian -o edition.json 2024-12-03/                several pages, one edition
   banmian 2024-12-03/*.txt | jq -r '.pages[].articles[].headline'
   banmian -t csv --csv-dialect excel -o articles.csv 2024/
   banmian -o out/ -t jsonl --update archive/         a tree of results; again, only what changed
   banmian --paper 栖河日报 --date 2024-12-03 --page 2 02.txt

Usage:
   banmian [options] [FILE | FOLDER]...               none, or "-": standard input
   banmian check [options] [FILE | FOLDER]...         what a person should look at: banmian check --help
   banmian inspect [options] [FILE | FOLDER]...       how every line was read, and why: banmian inspect --help
   banmian stats [options] [FILE | FOLDER]...         what is counted in pages: banmian stats --help
   banmian annotate [options] FILE                    the reading in the margin, to correct: banmian annotate --help
   banmian diff [options] A B                         what differs between two readings: banmian diff --help

Options, before or after the files ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Formats:
{{.Description}}
Exit status:
   0    done
   1    an input could not be read (the others are written), or nothing could be written
   2    the command line makes no sense
   130  interrupted; what was written is whole
`

// checkHelpTemplate is what banmian check --help prints.
const checkHelpTemplate = `banmian check {{.Usage}}

Examples:
   banmian check archive/
   banmian check --format github --fail-on jump-unmatched,unreadable 2024-12-03/
   banmian check --write-baseline known.jsonl archive/     what is found now is known
   banmian check --baseline known.jsonl archive/           and only what is new fails

Usage:
   banmian check [options] [FILE | FOLDER]...

Options, before or after the files ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Exit status:
   0    nothing was found, or nothing that counts
   1    something was found, or an input could not be read
   2    the command line makes no sense
`

// inspectHelpTemplate is what banmian inspect --help prints.
const inspectHelpTemplate = `banmian inspect {{.Usage}}

Examples:
   banmian inspect page.txt
   banmian inspect --line 35 --why page.txt                what decided about line 35
   banmian inspect --color always page.txt | less -R
   banmian inspect --html -o page.html page.txt            the page and its articles side by side
   banmian inspect --html -o out/ 2024-12-03/              a page each, and an index

Usage:
   banmian inspect [options] [FILE | FOLDER]...            none, or "-": standard input

Options, before or after the files ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Each line of the page stands with its number, the bracket of its article, at the first
line the article's ID and confidence, and its role. ↳ marks a line that goes on with the
block before it, ! what a person should look at. Blank lines stand too.

Exit status:
   0    done
   1    an input could not be read (the others are shown)
   2    the command line makes no sense
   130  interrupted
`

// statsHelpTemplate is what banmian stats --help prints.
const statsHelpTemplate = `banmian stats {{.Usage}}

Examples:
   banmian stats archive/
   banmian stats --format csv archive/ | mlr --icsv --opprint filter '$measure == "bylines"'
   banmian stats --format json 2024-12-03/ | jq '.[] | select(.measure == "articles")'

Usage:
   banmian stats [options] [FILE | FOLDER]...              none, or "-": standard input

Options, before or after the files ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Pages are counted by paper, articles and the characters of their bodies by kind, bylines by
person and role, datelines by agency, warnings by kind, as banmian check finds them.

Exit status:
   0    done
   1    an input could not be read (the others are counted)
   2    the command line makes no sense
   130  interrupted
`

// diffHelpTemplate is what banmian diff --help prints.
const diffHelpTemplate = `banmian diff {{.Usage}}

Examples:
   banmian diff page.txt page.ann                     what was corrected
   banmian diff before.json after.yaml

Usage:
   banmian diff [options] A B                         text, json, jsonl, yaml or ann; - is standard input

Options, before or after the files ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Exit status:
   0    they say the same
   1    they differ
   2    trouble: one could not be read, or the command line makes no sense
`

// annotateHelpTemplate is what banmian annotate --help prints.
const annotateHelpTemplate = `banmian annotate {{.Usage}}

Examples:
   banmian annotate page.txt -o page.ann
   $EDITOR page.ann                                   change a letter, move an @article
   banmian page.txt                                   page.ann stands beside it, and is used

Usage:
   banmian annotate [options] FILE

Options, before or after the file ("--" ends them):
{{range .VisibleFlags}}   {{.}}
{{end}}
Exit status:
   0    done
   1    the page could not be read, or the result not written
   2    the command line makes no sense
`

// knownFormats lists the formats and what each is for.
func knownFormats() string {
	var list strings.Builder
	for _, f := range formats.List {
		fmt.Fprintf(&list, "   %-6s %s\n", f.Name, f.About)
	}
	return list.String()
}
