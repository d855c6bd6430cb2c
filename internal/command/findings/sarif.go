package findings

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/banmian/banmian/convert"
)

// sarifLog writes a log of one run, a result a line. What is known stays in, as unchanged.
type sarifLog struct {
	out   *bufio.Writer
	begun bool
	comparing
}

func newSARIF(w io.Writer, o Options) Writer {
	s := &sarifLog{out: bufio.NewWriter(w), comparing: comparing(o.Compare)}
	s.out.WriteString(`{"version":"2.1.0","$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","runs":[{"tool":`)
	s.out.Write(marshal(object{"driver": object{"name": "banmian", "version": o.Version, "rules": rules()}}))
	s.out.WriteString(`,"columnKind":"unicodeCodePoints","results":[`)
	return s
}

// An object of the log; encoding/json sorts its keys.
type object map[string]any

// words is a message of the log.
func words(text string) object { return object{"text": text} }

func rules() []object {
	var out []object
	for _, k := range convert.FindingKinds {
		level := Warning
		if k.Name == convert.Unreadable {
			level = Error
		}
		out = append(out, object{
			"id": k.Name, "shortDescription": words(k.Means), "help": words(k.Do),
			"defaultConfiguration": object{"level": level},
		})
	}
	return out
}

func (s *sarifLog) Add(f File) {
	seen := map[string]int{}
	for _, found := range f.Findings {
		if s.begun {
			s.out.WriteByte(',')
		}
		s.begun = true
		s.out.WriteByte('\n')
		s.out.Write(marshal(s.result(found, seen)))
	}
}

// result is a finding in the log. Its fingerprint is that of its file, kind and text,
// and which of several equal ones it is: no line, so that it stays when lines are moved.
func (s *sarifLog) result(f Finding, seen map[string]int) object {
	print := fingerprint(f)
	seen[print]++
	r := object{
		"ruleId": f.Kind, "level": f.Level, "message": words(f.Text),
		"locations":           []object{{"physicalLocation": location(f)}},
		"partialFingerprints": object{"banmian/v1": print + ":" + strconv.Itoa(seen[print])},
	}
	if at := slices.IndexFunc(convert.FindingKinds, func(k convert.FindingKind) bool { return k.Name == f.Kind }); at >= 0 {
		r["ruleIndex"] = at
	}
	if s.comparing {
		r["baselineState"] = map[bool]string{true: "unchanged", false: "new"}[f.Known]
	}
	return r
}

func location(f Finding) object {
	where := object{"artifactLocation": object{"uri": uri(f.File)}}
	if f.Line > 0 {
		where["region"] = object{"startLine": f.Line}
	}
	return where
}

// uri spells a file name as a reference: "2024-12-03/第2版.txt" is
// "2024-12-03/%E7%AC%AC2%E7%89%88.txt", and standard input is "-".
func uri(name string) string {
	if name == "" {
		return "-"
	}
	slashed := path.Clean(filepath.ToSlash(name))
	if filepath.IsAbs(name) {
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimLeft(slashed, "/")}).String()
	}
	return (&url.URL{Path: slashed}).String()
}

// fingerprint is a digest of what a finding is about.
func fingerprint(f Finding) string {
	sum := sha256.Sum256([]byte(f.File + "\x00" + f.Kind + "\x00" + f.Text))
	return hex.EncodeToString(sum[:16])
}

func (s *sarifLog) End(Tally) error {
	s.out.WriteString("\n]}]}\n")
	return s.out.Flush()
}
