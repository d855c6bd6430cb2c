package inspect

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/banmian/banmian/convert"
)

// least is what evidence must weigh to be shown: less is rounded to nothing.
const least = 0.05

// Why writes an explanation: the role and the one that came nearest, and so many of the
// signs that spoke for the one, and of those that spoke against it.
//
//	byline 1.000, next paragraph 0.000 (log odds 19.0)
//	for:     known.byline +2.4, after.deck +1.7
//	against: before.headline -0.3
func (t Terminal) Why(w io.Writer, e *convert.Explanation, most int) error {
	out := bufio.NewWriter(w)
	t.row(out, fmt.Sprintf("%s %s, next %s %s (log odds %.1f)", e.Role, chance(e.Chance), e.Next, chance(e.NextChance), e.Odds), "1")
	pro := func(x convert.Evidence) bool { return x.Odds >= least }
	con := func(x convert.Evidence) bool { return x.Odds <= -least }
	t.row(out, "for:     "+spelled(e.Evidence, pro, most), "")
	t.row(out, "against: "+spelled(e.Evidence, con, most), "")
	if len(e.Lines) > 1 {
		t.row(out, fmt.Sprintf("one block: lines %s", numbers(e.Lines)), "")
	}
	t.row(out, fmt.Sprintf("goes on with the line above: %s", chance(e.Joined)), "")
	return out.Flush()
}

// chance spells a probability in thousandths; what is not quite sure is not 1.
func chance(p float64) string {
	switch {
	case p > 0.9995:
		return ">0.999"
	case p < 0.0005:
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// spelled lists the wanted evidence, of which none may be.
func spelled(all []convert.Evidence, wanted func(convert.Evidence) bool, most int) string {
	var list []string
	for _, e := range all {
		if wanted(e) && len(list) < most {
			list = append(list, fmt.Sprintf("%s %+.1f", visible(e.Sign), math.Round(e.Odds*10)/10))
		}
	}
	if list == nil {
		return "nothing"
	}
	return strings.Join(list, ", ")
}

// visible shows the white space in a learned word: inner.␣星.
func visible(sign string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '␣'
		}
		return r
	}, printable(sign))
}

func numbers(lines []int) string {
	return strings.Trim(fmt.Sprint(lines), "[]")
}
