package findings

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// jsonSchema names the version of the document.
const jsonSchema = "banmian/findings/1"

// jsonDocument writes {"schema": …, "findings": […], "summary": …}, a finding a line.
type jsonDocument struct {
	out   *bufio.Writer
	begun bool
	comparing
}

// comparing tells whether there is a baseline to say new or known by.
type comparing bool

func newJSON(w io.Writer, o Options) Writer {
	j := &jsonDocument{out: bufio.NewWriter(w), comparing: comparing(o.Compare)}
	j.out.WriteString(`{"schema":"` + jsonSchema + `","findings":[`)
	return j
}

// jsonFinding is a finding in the document. What is not known is left out.
type jsonFinding struct {
	File  string `json:"file,omitempty"` // none: standard input
	Line  int    `json:"line,omitempty"` // none: the whole file
	Level Level  `json:"level"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	New   *bool  `json:"new,omitempty"` // only where there is a baseline
}

func (j *jsonDocument) Add(f File) {
	for _, found := range f.Findings {
		row := jsonFinding{File: found.File, Line: found.Line, Level: found.Level, Kind: found.Kind, Text: found.Text}
		if j.comparing {
			isNew := !found.Known
			row.New = &isNew
		}
		if j.begun {
			j.out.WriteByte(',')
		}
		j.begun = true
		j.out.WriteByte('\n')
		j.out.Write(marshal(row))
	}
}

func (j *jsonDocument) End(t Tally) error {
	j.out.WriteString("\n],\"summary\":")
	j.out.Write(marshal(t))
	j.out.WriteString("}\n")
	return j.out.Flush()
}

// marshal spells a value as JSON on one line; ours hold nothing that it cannot spell.
// What is not UTF-8 becomes U+FFFD.
func marshal(v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
