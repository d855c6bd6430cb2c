package convert

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words/traditional.txt
var traditionalWords string

// firstHanzi and lastHanzi bound the table of folded hanzi.
const firstHanzi, lastHanzi = 0x3400, 0x9fff

// folded maps each hanzi to the one that stands for it in signs.
var folded = sync.OnceValue(func() *[lastHanzi - firstHanzi + 1]uint16 {
	var table [lastHanzi - firstHanzi + 1]uint16
	for i := range table {
		table[i] = uint16(firstHanzi + i)
	}
	for row := range strings.Lines(traditionalWords) {
		if strings.HasPrefix(row, "#") {
			continue
		}
		for _, pair := range strings.Fields(row) {
			traditional, size := utf8.DecodeRuneInString(pair)
			simplified, _ := utf8.DecodeRuneInString(pair[size:])
			table[traditional-firstHanzi] = uint16(simplified)
		}
	}
	return &table
})

// fold gives the rune by which signs know r: Simplified for Traditional (記 → 记),
// half-width for full-width (Ａ → A), one sort of quotation mark and bracket,
// so that one weight serves Beijing and Taipei, 1955 and today. It is only for
// looking at text: no folded rune ever reaches an output.
func fold(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= firstHanzi && r <= lastHanzi:
		return rune(folded()[r-firstHanzi])
	case r >= '！' && r <= '～':
		return foldWide(r)
	}
	switch r {
	case '「', '『', '〝', '﹁', '﹃':
		return '“'
	case '」', '』', '〞', '〟', '﹂', '﹄':
		return '”'
	case '〔', '［', '〖':
		return '【'
	case '〕', '］', '〗':
		return '】'
	case '〈':
		return '《'
	case '〉':
		return '》'
	case '•', '‧', '・':
		return '·'
	case '―', '─', '━', '–':
		return '—'
	}
	return r
}

// foldWide folds full-width ASCII, but for the punctuation that Chinese text
// sets full-width by nature: "Ａ０３" is "A03", yet "，" stays "，".
func foldWide(r rune) rune {
	switch r {
	case '，', '：', '；', '！', '？', '（', '）', '．':
		return r
	case '［':
		return '【'
	case '］':
		return '】'
	}
	return r - 0xfee0
}

// foldNarrow folds the half-width punctuation that web editions set between
// hanzi to the full-width one, "(记者 王芳)" to "（记者 王芳）", but leaves it after a
// digit or a Latin letter: "12:30".
func foldNarrow(r, before rune) rune {
	switch r {
	case '(':
		return '（'
	case ')':
		return '）'
	case ';':
		return '；'
	case '!':
		return '！'
	case '?':
		return '？'
	}
	if before < 0x80 {
		return r
	}
	switch r {
	case ',':
		return '，'
	case ':':
		return '：'
	}
	return r
}

// foldText folds a whole text, rune by rune.
func foldText(text string) []rune {
	out := make([]rune, 0, len(text)/3+4)
	before := rune(0)
	for _, r := range text {
		r = foldNarrow(fold(r), before)
		out = append(out, r)
		before = r
	}
	return out
}
