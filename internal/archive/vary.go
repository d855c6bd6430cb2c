package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// vary gives a story with other names of those who wrote it, days near the issue's,
// and other figures.
func vary(s story, day time.Time, rng *rand.Rand) story {
	out := &paper.Annotated{Items: s.Items, Rows: append([]string{}, s.Rows...), Lines: append([]paper.AnnotatedLine{}, s.Lines...)}
	names := newNames(s.Items, rng)
	for i := range out.Lines {
		text := out.Lines[i].Text
		for _, n := range names {
			text = strings.ReplaceAll(text, n[0], n[1])
		}
		text = varyFigures(text, day, rng)
		out.Lines[i].Text, out.Rows[out.Lines[i].Number-1] = text, text
	}
	return out
}

// newNames draws a new name for everybody who signs an item, as long as the old one.
func newNames(items []paper.AnnotatedItem, rng *rand.Rand) (names [][2]string) {
	for _, it := range items {
		for _, who := range it.Bylines {
			if n := utf8.RuneCountInString(who.Name); n == 2 || n == 3 {
				names = append(names, [2]string{who.Name, person(n, rng)})
			}
		}
	}
	return names
}

// varyFigures changes 11月8日 to a day before the issue's, and 3420 to another number
// that begins alike. What counts years, pages and hours stays: 2024年, 3版, 8时.
func varyFigures(text string, day time.Time, rng *rand.Rand) string {
	var out strings.Builder
	kept := 0 // text[:kept] is in out
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		end := digitsEnd(text, i)
		if last := dayEnd(text, i, end); last > end {
			out.WriteString(text[kept:i])
			out.WriteString(newDay(text[i:last], day, rng))
			kept, end = last, last
		} else if end-i > 1 && !isCounted(text, i, end) {
			out.WriteString(text[kept : i+1])
			for range end - i - 1 {
				out.WriteByte(byte('0' + rng.IntN(10)))
			}
			kept = end
		}
		i = end - 1
	}
	out.WriteString(text[kept:])
	return out.String()
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// digitsEnd is the end of the digits at a place.
func digitsEnd(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// dayEnd finds the end of 2024年11月8日 or 11月8日, whose first number ends at end; it
// gives end where there is no such day.
func dayEnd(text string, i, end int) int {
	at := end
	if end-i == 4 && strings.HasPrefix(text[at:], "年") {
		at = digitsEnd(text, at+len("年"))
	}
	if !strings.HasPrefix(text[at:], "月") {
		return end
	}
	last := digitsEnd(text, at+len("月"))
	if last == at+len("月") || !strings.HasPrefix(text[last:], "日") {
		return end
	}
	return last + len("日")
}

// newDay spells a day shortly before the as the old one is spelled.
func newDay(old string, day time.Time, rng *rand.Rand) string {
	day = day.AddDate(0, 0, -rng.IntN(4))
	if strings.Contains(old, "年") {
		return fmt.Sprintf("%d年%d月%d日", day.Year(), day.Month(), day.Day())
	}
	return fmt.Sprintf("%d月%d日", day.Month(), day.Day())
}

// isCounted tells a number that does not go with any other: of a year, a page, a word.
func isCounted(text string, from, to int) bool {
	for _, word := range [...]string{"年", "月", "日", "版", "期", "号", "號", "时", "時", "点", "點", "分", ":", "："} {
		if strings.HasPrefix(text[to:], word) {
			return true
		}
	}
	if from == 0 {
		return false
	}
	before := text[from-1] | 0x20
	return before >= 'a' && before <= 'z' || strings.HasSuffix(text[:from], "第")
}
