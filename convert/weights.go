package convert

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/network"
)

//go:generate go run ../internal/train -C ..

// weightsText is what was learned, as text. Each row is a name, a tab, a scale
// and whole numbers from -127 to 127; a weight is its number times the scale.
//
//go:embed weights.txt
var weightsText string

// builtIn is the reader of the embedded weights.
var builtIn = sync.OnceValue(func() *Reader {
	r, err := ParseReader(weightsText)
	if err != nil {
		panic("convert: weights.txt: " + err.Error())
	}
	return r
})

// weightsHead is the first row of every weights file. Its number changes when
// signs do.
const weightsHead = "banmian weights 3: learned, see internal/train; a weight is its number times its row's scale"

// WriteTo writes what was learned, as ParseReader reads it.
func (r *Reader) WriteTo(w io.Writer) (int64, error) {
	out := weightsWriter{Writer: bufio.NewWriter(w)}
	out.line(weightsHead)
	out.line("characters\t" + string(r.characters))
	out.line(fmt.Sprintf("seam\t%d %d", r.seam.Size, r.seam.Hidden))
	out.rows(matrix{name: "point", flat: r.seam.Points, width: r.seam.Size})
	out.rows(matrix{name: "in", flat: r.seam.In, width: r.seam.Hidden})
	out.row("middle", slices.Concat(r.seam.Bias, r.seam.Out, r.seam.OutBias))
	out.line("words\t" + strconv.Itoa(len(r.words.names)))
	for _, word := range r.words.names {
		out.line(word)
	}
	for _, stage := range r.stages() {
		out.stage(stage, append(signNames(), r.words.names...), r.measureNames())
	}
	return out.written, out.Flush()
}

// stage is what one of the two stages has learned: its networks and their chain.
type stage struct {
	name  string
	nets  *network.Committee
	chain *network.Chain
}

func (r *Reader) stages() []stage {
	return []stage{{"joins", &r.joinNets, r.joinChain}, {"roles", &r.roleNets, r.roleChain}}
}

// weightsWriter writes rows and counts bytes; bufio keeps the first error.
type weightsWriter struct {
	*bufio.Writer
	written int64
}

func (w *weightsWriter) line(text string) {
	n, _ := w.WriteString(text + "\n")
	w.written += int64(n)
}

// stage writes how many networks there are, the sizes and rows of each, and the chain.
func (w *weightsWriter) stage(s stage, signs, measures []string) {
	w.line(s.name + "\t" + strconv.Itoa(len(*s.nets)))
	for _, n := range *s.nets {
		head := fmt.Sprintf("network\t%d %d", n.Shape.Hidden, n.Shape.Filters)
		for _, d := range n.Shape.Dilations {
			head += " " + strconv.Itoa(d)
		}
		w.line(head)
		for _, m := range matricesOf(n, signs, measures) {
			w.rows(m)
		}
	}
	for _, m := range s.steps() {
		w.rows(m)
	}
}

// matrix is a run of rows of a weights file: of one name, or each of its own.
type matrix struct {
	name  string
	names []string // nil: all rows have the same name
	flat  []float32
	width int
}

// row gives the i-th row and its name.
func (m matrix) row(i int) (string, []float32) {
	name := m.name
	if m.names != nil {
		name = m.names[i]
	}
	return name, m.flat[i*m.width : (i+1)*m.width]
}

// height is how many rows there are.
func (m matrix) height() int {
	if m.width == 0 {
		return 0
	}
	return len(m.flat) / m.width
}

// matricesOf lists a network's weights in the order of the file.
func matricesOf(n *network.Network, signs, measures []string) []matrix {
	h, f, labels := n.Shape.Hidden, n.Shape.Filters, n.Shape.Labels
	all := []matrix{
		{names: signs, flat: n.Signs, width: h}, {names: measures, flat: n.Measures, width: h}, {name: "bias", flat: n.Bias, width: h},
		{name: "filter", flat: n.Filters, width: f}, {name: "bias", flat: n.FilterBias, width: f}, {name: "heard", flat: n.Heard, width: h},
	}
	for _, l := range n.Layers {
		all = append(all, matrix{name: "before", flat: l.Before, width: h}, matrix{name: "at", flat: l.At, width: h},
			matrix{name: "behind", flat: l.Behind, width: h}, matrix{name: "page", flat: l.Page, width: h}, matrix{name: "bias", flat: l.Bias, width: h})
	}
	return append(all, matrix{name: "out", flat: n.Out, width: labels}, matrix{name: "bias", flat: n.OutBias, width: labels})
}

// steps lists the weights of the stage's chain.
func (s stage) steps() []matrix {
	return []matrix{{name: "pair", flat: s.chain.Pair, width: s.chain.Labels}, {name: "phase", flat: s.chain.Phase, width: s.chain.Labels}}
}

func (w *weightsWriter) rows(m matrix) {
	for i := range m.height() {
		w.row(m.row(i))
	}
}

func (w *weightsWriter) row(name string, weights []float32) {
	most := 0.0
	for _, x := range weights {
		most = max(most, math.Abs(float64(x)))
	}
	scale := float32(most / 127)
	var b strings.Builder
	b.WriteString(name + "\t" + strconv.FormatFloat(float64(scale), 'g', 4, 32))
	for _, x := range weights {
		n := 0.0
		if scale > 0 {
			n = math.Round(float64(x) / float64(scale))
		}
		b.WriteString(" " + strconv.Itoa(int(min(max(n, -127), 127))))
	}
	w.line(b.String())
}

// ParseReader reads what WriteTo wrote. The error names the row.
func ParseReader(text string) (*Reader, error) {
	p := weightsParser{rest: text}
	if head := p.line(); head != weightsHead {
		return nil, fmt.Errorf("1: not a weights file of this version: %.60s", head)
	}
	characters := p.characters()
	size := p.numbers("seam")
	if p.err != nil || len(size) != 2 {
		return nil, p.fault("seam needs two sizes")
	}
	if !p.holds(size[0] * (len(characters) + 2*network.Reach*size[1])) {
		return nil, p.err
	}
	seam := network.NewSeam(Characters(len(characters)), size[0], size[1])
	p.rows(matrix{name: "point", flat: seam.Points, width: seam.Size})
	p.rows(matrix{name: "in", flat: seam.In, width: seam.Hidden})
	middle := make([]float32, 2*seam.Hidden+1)
	p.row("middle", middle)
	copy(seam.Bias, middle)
	copy(seam.Out, middle[seam.Hidden:])
	copy(seam.OutBias, middle[2*seam.Hidden:])
	words := p.words()
	if p.err != nil {
		return nil, p.err
	}
	r := NewReader(words, characters, seam)
	for _, stage := range r.stages() {
		p.stage(stage, r, append(signNames(), words...))
	}
	if p.rest != "" {
		p.fault("more rows than weights")
	}
	if !strings.HasSuffix(text, "\n") {
		p.fault("cut short")
	}
	if p.err != nil {
		return nil, p.err
	}
	return r, nil
}

// weightsParser takes rows off a text and keeps the first error.
type weightsParser struct {
	rest string
	at   int
	err  error
}

func (p *weightsParser) fault(what string) error {
	if p.err == nil {
		p.err = fmt.Errorf("%d: %s", p.at, what)
	}
	return p.err
}

func (p *weightsParser) line() string {
	line, rest, _ := strings.Cut(p.rest, "\n")
	p.rest = rest
	p.at++
	return line
}

// field takes a row of this name and gives what follows the tab.
func (p *weightsParser) field(name string) string {
	line := p.line()
	got, value, ok := strings.Cut(line, "\t")
	if !ok || got != name {
		p.fault(fmt.Sprintf("want a row %q, have %.40q", name, got))
	}
	return value
}

func (p *weightsParser) numbers(name string) (out []int) {
	for _, word := range strings.Fields(p.field(name)) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 0 || n > 1<<16 {
			p.fault("not a size: " + word)
			return nil
		}
		out = append(out, n)
	}
	return out
}

// characters takes the numbered characters, each of which stands there once.
func (p *weightsParser) characters() []rune {
	text := p.field("characters")
	seen := make(map[rune]bool, len(text)/3)
	for _, r := range text {
		if seen[r] || r == utf8.RuneError {
			p.fault(fmt.Sprintf("a character that stands there twice, or is none: %q", r))
		}
		seen[r] = true
	}
	return []rune(text)
}

// words takes the learned words, a row each.
func (p *weightsParser) words() []string {
	count := p.numbers("words")
	if p.err != nil || len(count) != 1 || !p.holds(count[0]) {
		p.fault("how many words there are is one number")
		return nil
	}
	words := make([]string, count[0])
	for i := range words {
		words[i] = p.line()
	}
	return words
}

// holds tells whether the rest of the text is long enough for so many weights, of
// two bytes each at least: nothing is made for those that cannot be there.
func (p *weightsParser) holds(weights int) bool {
	if weights > len(p.rest)/2 {
		p.fault("sizes for which there are too few weights")
		return false
	}
	return true
}

// mostNetworks is how many networks a committee may have.
const mostNetworks = 16

func (p *weightsParser) stage(s stage, r *Reader, signs []string) {
	count := p.numbers(s.name)
	if p.err != nil || len(count) != 1 || count[0] < 1 || count[0] > mostNetworks {
		p.fault(fmt.Sprintf("how many networks there are is a number from 1 to %d", mostNetworks))
		return
	}
	for k := 0; k < count[0] && p.err == nil; k++ {
		if n := p.network(r, s.chain.Labels, signs); n != nil {
			*s.nets = append(*s.nets, n)
		}
	}
	for _, m := range s.steps() {
		p.rows(m)
	}
	s.chain.Prepare()
}

// network takes one network, nil where there is none.
func (p *weightsParser) network(r *Reader, labels int, signs []string) *network.Network {
	sizes := p.numbers("network")
	if p.err != nil || len(sizes) < 2 {
		p.fault("a network needs its sizes")
		return nil
	}
	h, f := sizes[0], sizes[1]
	if h == 0 || !p.holds(h*(len(signs)+r.measures()+2*f+4*h*len(sizes[2:]))+f*network.Window*r.seam.Size) {
		p.fault("a network needs its sizes")
		return nil
	}
	n := r.NewNetwork(sizes[0], sizes[1], labels, sizes[2:])
	for _, m := range matricesOf(n, signs, r.measureNames()) {
		p.rows(m)
	}
	n.Settle()
	return n
}

func (p *weightsParser) rows(m matrix) {
	for i := 0; i < m.height() && p.err == nil; i++ {
		p.row(m.row(i))
	}
}

// row reads a scale and as many whole numbers as there are weights.
func (p *weightsParser) row(name string, weights []float32) {
	if p.err != nil {
		return
	}
	scaleText, rest, _ := strings.Cut(p.field(name), " ")
	scale, err := strconv.ParseFloat(scaleText, 32)
	if err != nil || !(scale >= 0 && scale < 1e6) {
		p.fault("not a scale: " + scaleText)
		return
	}
	k, n, digits, sign := 0, 0, 0, 1
	for i := 0; i <= len(rest); i++ {
		switch {
		case i == len(rest) || rest[i] == ' ':
			if digits == 0 || n > 127 || k == len(weights) {
				p.fault(fmt.Sprintf("want %d whole numbers from -127 to 127, not %.20q as number %d", len(weights), rest[max(0, i-digits):], k+1))
				return
			}
			weights[k] = float32(scale) * float32(sign*n)
			k, n, digits, sign = k+1, 0, 0, 1
		case rest[i] == '-' && digits == 0 && sign > 0:
			sign = -1
		case rest[i] >= '0' && rest[i] <= '9' && digits < 3:
			n, digits = n*10+int(rest[i]-'0'), digits+1
		default:
			p.fault(fmt.Sprintf("not a whole number from -127 to 127: %.20q", rest[i-digits:]))
			return
		}
	}
	if k < len(weights) {
		p.fault("fewer weights than there should be")
	}
}
