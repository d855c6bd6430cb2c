package convert

import (
	"github.com/banmian/banmian/internal/network"
)

// A sign is something that can be seen in a line: how long it is, how it opens
// and ends, what it is made of. Signs are numbers for the machine and names for
// people; signNames puts the two together.
//
// Each group of signs has a row of names, and its first number follows the
// group before it.

// spans of lengths in runes; "length.4" is a line of four.
var (
	lengthEnds  = [...]int{1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 45, 70, 120}
	lengthNames = [...]string{"1", "2", "3", "4", "5", "6", "8", "10", "13", "16", "20", "25", "32", "45", "70", "120", "more"}
	openNames   = [...]string{"hanzi", "digit", "latin", "quote", "bracket", "book", "lenticular", "dash", "dot", "square", "triangle", "diamond", "star", "arrow", "numeral-comma", "numeral-bracket", "digit-dot", "digit-bracket", "circled", "article", "point", "other"}
	endNames    = [...]string{"hanzi", "digit", "latin", "stop", "comma", "pause", "colon", "semicolon", "quote", "stop-quote", "bracket", "stop-bracket", "book", "lenticular", "ellipsis", "dash", "space-hanzi", "other"}
	madeNames   = [...]string{"no-punctuation", "no-stop", "one-stop", "stops", "commas", "colon", "early-colon", "pause", "book", "quote", "date", "clock", "telephone", "money", "percent", "score", "address", "latin-only", "capitals", "digits-mostly", "digits-some", "open-quote", "open-bracket", "open-book", "closes-quote", "closes-bracket", "question", "exclamation", "dash-inside", "slash", "middot"}
	gapNames    = [...]string{"none", "one", "two", "more", "wide", "spaced-out", "short-tokens", "table"}
	blankNames  = [...]string{"never.0", "never.1", "never.2", "seldom.0", "seldom.1", "seldom.2", "often.0", "often.1", "often.2", "always.0", "always.1", "always.2"}
	indentNames = [...]string{"none.0", "none.2", "none.4", "none.more", "some.0", "some.2", "some.4", "some.more", "most.0", "most.2", "most.4", "most.more"}
	placeNames  = [...]string{"1", "2", "3", "4", "5-6", "7-9", "later"}
	likeNames   = [...]string{"shape-before", "shape-behind", "shape-twice-before", "open-before", "open-behind", "end-before", "end-behind", "length-before", "length-behind"}
	countNames  = [...]string{"1", "2-3", "4-7", "8"}
	columnNames = [...]string{"wild.far-under", "wild.under", "wild.just-under", "wild.full", "wild.just-over", "wild.over", "loose.far-under", "loose.under", "loose.just-under", "loose.full", "loose.just-over", "loose.over", "tight.far-under", "tight.under", "tight.just-under", "tight.full", "tight.just-over", "tight.over"}
	widthNames  = [...]string{"to-9", "to-12", "to-15", "to-18", "to-22", "to-28", "wide"}
	knownNames  = [...]string{"byline", "byline.many", "byline.role", "credit", "lede", "lede.dateline", "lede.people", "signature", "signature.sure", "signature.dateline", "jump", "jump.opens", "jump.closes", "folio", "folio.sure", "date"}
	runNames    = [...]string{"1of1", "1of2", "2of2", "1of3", "2of3", "3of3", "1of4", "2of4", "3of4", "4of4", "1of-more", "2of-more", "3of-more", "of-more"}
	ratioNames  = [...]string{"much-shorter", "shorter", "same", "longer", "much-longer"}
	pageNames   = [...]string{"wrapped", "half-wrapped", "short", "long", "traditional"}
)

const (
	lengthSign = 0
	openSign   = lengthSign + len(lengthNames)
	endSign    = openSign + len(openNames)
	madeSign   = endSign + len(endNames)
	gapSign    = madeSign + len(madeNames)
	aboveSign  = gapSign + len(gapNames)
	belowSign  = aboveSign + len(blankNames)
	indentSign = belowSign + len(blankNames)
	topSign    = indentSign + len(indentNames)
	bottomSign = topSign + len(placeNames)
	likeSign   = bottomSign + len(placeNames)
	shapeSign  = likeSign + len(likeNames)
	recurSign  = shapeSign + len(countNames)
	columnSign = recurSign + len(countNames)
	widthSign  = columnSign + len(columnNames)
	pageSign   = widthSign + len(widthNames)
	knownSign  = pageSign + len(pageNames)
	runSign    = knownSign + len(knownNames)
	aboveRatio = runSign + len(runNames)
	belowRatio = aboveRatio + len(ratioNames)
	wordSign   = belowRatio + len(ratioNames) // the learned words begin here
)

// What a line can open with.
const (
	opensHanzi = iota
	opensDigit
	opensLatin
	opensQuote
	opensBracket
	opensBook
	opensLenticular
	opensDash
	opensDot
	opensSquare
	opensTriangle
	opensDiamond
	opensStar
	opensArrow
	opensNumeralComma
	opensNumeralBracket
	opensDigitDot
	opensDigitBracket
	opensCircled
	opensArticle
	opensPoint
	opensOther
)

// What a line can end with.
const (
	endsHanzi = iota
	endsDigit
	endsLatin
	endsStop
	endsComma
	endsPause
	endsColon
	endsSemicolon
	endsQuote
	endsStopQuote
	endsBracket
	endsStopBracket
	endsBook
	endsLenticular
	endsEllipsis
	endsDash
	endsSpaceHanzi
	endsOther
)

// What a line can be made of.
const (
	madeNoPunctuation = iota
	madeNoStop
	madeOneStop
	madeStops
	madeCommas
	madeColon
	madeEarlyColon
	madePause
	madeBook
	madeQuote
	madeDate
	madeClock
	madeTelephone
	madeMoney
	madePercent
	madeScore
	madeAddress
	madeLatinOnly
	madeCapitals
	madeDigitsMostly
	madeDigitsSome
	madeOpenQuote
	madeOpenBracket
	madeOpenBook
	madeClosesQuote
	madeClosesBracket
	madeQuestion
	madeExclamation
	madeDashInside
	madeSlash
	madeMiddot
)

// How white space can part a line.
const (
	gapsNone = iota
	gapsOne
	gapsTwo
	gapsMore
	gapsWide
	gapsSpacedOut
	gapsShortTokens
	gapsTable
)

// In what a line can be like its neighbours.
const (
	likeShapeBefore = iota
	likeShapeBehind
	likeShapeTwiceBefore
	likeOpenBefore
	likeOpenBehind
	likeEndBefore
	likeEndBehind
	likeLengthBefore
	likeLengthBehind
)

// What the recognisers can find in a line.
const (
	knownByline = iota
	knownBylineMany
	knownBylineRole
	knownCredit
	knownLede
	knownLedeDateline
	knownLedePeople
	knownSignature
	knownSignatureSure
	knownSignatureDateline
	knownJump
	knownJumpOpens
	knownJumpCloses
	knownFolio
	knownFolioSure
	knownDate
)

// What a page can be like.
const (
	pageWrapped = iota
	pageHalfWrapped
	pageShort
	pageLong
	pageTraditional
)

// signNames names every sign but the learned words: "open.quote".
func signNames() []string {
	var names []string
	group := func(prefix string, of []string) {
		for _, name := range of {
			names = append(names, prefix+"."+name)
		}
	}
	group("length", lengthNames[:])
	group("open", openNames[:])
	group("end", endNames[:])
	group("made", madeNames[:])
	group("gap", gapNames[:])
	group("above", blankNames[:])
	group("below", blankNames[:])
	group("indent", indentNames[:])
	group("top", placeNames[:])
	group("bottom", placeNames[:])
	group("like", likeNames[:])
	group("shape", countNames[:])
	group("recur", countNames[:])
	group("column", columnNames[:])
	group("width", widthNames[:])
	group("page", pageNames[:])
	group("known", knownNames[:])
	group("run", runNames[:])
	group("ratio.above", ratioNames[:])
	group("ratio.below", ratioNames[:])
	return names
}

// look is what one line shows by itself, before its neighbours are asked.
type look struct {
	length int
	open   int // index in openNames
	end    int // index in endNames
	made   uint64
	gap    int
	shape  string // classes of runes, runs squeezed: "二○一六年 12:30" is "h n:n"
	width  int    // half-width columns / 2
}

func bucket(n int, ends []int) int {
	for i, end := range ends {
		if n <= end {
			return i
		}
	}
	return len(ends)
}

// signs adds what a line shows by itself to its unit.
func (k *look) signs(u *network.Unit) {
	add := func(sign int) { u.Signs = append(u.Signs, int32(sign)) }
	add(lengthSign + bucket(k.length, lengthEnds[:]))
	add(openSign + k.open)
	add(endSign + k.end)
	add(gapSign + k.gap)
	for i := range madeNames {
		if k.made&(1<<i) != 0 {
			add(madeSign + i)
		}
	}
}

// lookAt looks at one line, whose runes were counted.
func lookAt(runes []rune, c *counts) look {
	k := look{length: len(runes)}
	k.open, k.end = openOf(runes), endOf(runes)
	k.made, k.gap, k.shape, k.width = c.made(runes), c.gap(runes), shapeOf(runes), (c.columns+1)/2
	return k
}

// openOf says how a line opens: "（一）" is numeral-bracket, "●" dot.
func openOf(runes []rune) int {
	first := runes[0]
	second, third := rune(0), rune(0)
	if len(runes) > 1 {
		second = runes[1]
	}
	if len(runes) > 2 {
		third = runes[2]
	}
	switch {
	case first == '第' && isNumeral(second) && (third == '条' || third == '章' || third == '节'):
		return opensArticle
	case isNumeral(first) && (second == '、' || isNumeral(second) && third == '、'):
		return opensNumeralComma
	case first == '（' && isNumeral(second) && (third == '）' || isNumeral(third)):
		return opensNumeralBracket
	case isDigit(first):
		return openDigit(runes)
	case isHanzi(first):
		return opensHanzi
	case isLetter(first):
		return opensLatin
	case first == '（' && isDigit(second) && (third == '）' || isDigit(third)):
		return opensDigitBracket
	case first >= '①' && first <= '⑳' || first >= '⒈' && first <= '⒛' || first >= '⑴' && first <= '⑽':
		return opensCircled
	}
	return openMark(first)
}

func openDigit(runes []rune) int {
	for i, r := range runes[1:min(len(runes), 4)] {
		switch {
		case isDigit(r):
		case (r == '.' || r == '、' || r == '．') && !(i+2 < len(runes) && isDigit(runes[i+2])):
			return opensDigitDot
		default:
			return opensDigit
		}
	}
	return opensDigit
}

func openMark(first rune) int {
	switch first {
	case '“', '"', '‘':
		return opensQuote
	case '（':
		return opensBracket
	case '《':
		return opensBook
	case '【':
		return opensLenticular
	case '—', '-', '－':
		return opensDash
	case '●', '○', '•', '·', '◎', '⊙', '〇':
		return opensDot
	case '■', '□', '▪', '▫', '█':
		return opensSquare
	case '▲', '△', '▼', '▽', '►', '▶', '▷':
		return opensTriangle
	case '◆', '◇', '❖':
		return opensDiamond
	case '★', '☆', '※', '*', '＊':
		return opensStar
	case '→', '←', '↑', '↓', '>':
		return opensArrow
	}
	return opensOther
}

// endOf says how a line ends: "他说。”" is stop-quote.
func endOf(runes []rune) int {
	last := runes[len(runes)-1]
	before := rune(0)
	if len(runes) > 1 {
		before = runes[len(runes)-2]
	}
	switch last {
	case '。', '！', '？', '.', '!', '?':
		return endsStop
	case '，', ',':
		return endsComma
	case '、':
		return endsPause
	case '：', ':':
		return endsColon
	case '；', ';':
		return endsSemicolon
	case '”', '"', '’':
		if isStop(before) {
			return endsStopQuote
		}
		return endsQuote
	case '）':
		if isStop(before) {
			return endsStopBracket
		}
		return endsBracket
	case '》':
		return endsBook
	case '】':
		return endsLenticular
	case '…':
		return endsEllipsis
	case '—':
		return endsDash
	}
	switch {
	case isHanzi(last) && isSpace(before):
		return endsSpaceHanzi
	case isHanzi(last):
		return endsHanzi
	case isDigit(last):
		return endsDigit
	case isLetter(last):
		return endsLatin
	}
	return endsOther
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\u3000' || r == '\t' || r == '\u00a0' || r == '\u2003' || r == '\u2002'
}

func isNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '〇', '零', '○', '廿', '卅':
		return true
	}
	return false
}

// counts are the simple counts of a line.
type counts struct {
	hanzi, digits, latin, capitals, spaces, columns   int
	stops, commas, pauses, colons, firstColon         int
	quotes, brackets, books, slashes, middots, dashes int // quotes, brackets, books: opened less closed
	closedQuote, closedBracket                        bool
	questions, exclamations, longDigits, digitRun     int
	quoted, titled, tokens, longToken, wideGaps       int
	token                                             int
}

func count(runes []rune) (c counts) {
	c.firstColon = -1
	for i, r := range runes {
		c.columns += 2
		if r < 0x80 {
			c.columns--
		}
		if isDigit(r) {
			c.digitRun++
			c.longDigits = max(c.longDigits, c.digitRun)
		} else if r != '-' && r != '—' {
			c.digitRun = 0
		}
		c.space(runes, i, r)
		switch {
		case isHanzi(r):
			c.hanzi++
		case isDigit(r):
			c.digits++
		case isLetter(r):
			c.latin++
			if r >= 'A' && r <= 'Z' {
				c.capitals++
			}
		default:
			c.mark(i, r)
		}
	}
	c.longToken = max(c.longToken, c.token)
	if c.token > 0 {
		c.tokens++
	}
	return c
}

// space counts the words that white space parts.
func (c *counts) space(runes []rune, i int, r rune) {
	if !isSpace(r) {
		c.token++
		return
	}
	c.spaces++
	if i+1 < len(runes) && isSpace(runes[i+1]) || r == '\u3000' || r == '\t' {
		c.wideGaps++
	}
	if c.token > 0 {
		c.tokens++
		c.longToken = max(c.longToken, c.token)
	}
	c.token = 0
}

func (c *counts) mark(i int, r rune) {
	switch r {
	case '。':
		c.stops++
	case '！':
		c.stops++
		c.exclamations++
	case '？':
		c.stops++
		c.questions++
	case '，':
		c.commas++
	case '、':
		c.pauses++
	case '：', ':':
		c.colons++
		if c.firstColon < 0 {
			c.firstColon = i
		}
	case '“':
		c.quotes++
		c.quoted++
	case '”':
		c.quotes--
		c.closedQuote = c.closedQuote || c.quotes < 0
	case '（':
		c.brackets++
	case '）':
		c.brackets--
		c.closedBracket = c.closedBracket || c.brackets < 0
	case '《':
		c.books++
		c.titled++
	case '》':
		c.books--
	case '/', '／':
		c.slashes++
	case '·':
		c.middots++
	case '—':
		if i > 0 {
			c.dashes++
		}
	}
}

// made says what a line is made of, a bit for each of madeNames.
func (c *counts) made(runes []rune) (bits uint64) {
	set := func(bit int, yes bool) {
		if yes {
			bits |= 1 << bit
		}
	}
	n := len(runes)
	marks := c.stops + c.commas + c.pauses + c.colons + c.quoted + c.titled
	set(madeNoPunctuation, marks == 0)
	set(madeNoStop, c.stops == 0)
	set(madeOneStop, c.stops == 1)
	set(madeStops, c.stops > 1)
	set(madeCommas, c.commas > 0)
	set(madeColon, c.colons > 0)
	set(madeEarlyColon, c.firstColon > 0 && c.firstColon <= 6)
	set(madePause, c.pauses > 0)
	set(madeBook, c.titled > 0)
	set(madeQuote, c.quoted > 0)
	set(madeDate, hasDate(runes))
	set(madeClock, hasClock(runes))
	set(madeTelephone, c.longDigits >= 7)
	set(madeMoney, has(runes, '元') && c.digits > 0)
	set(madePercent, has(runes, '%') || has(runes, '‰'))
	set(madeScore, hasScore(runes))
	set(madeAddress, has(runes, '@') || hasWord(runes, "www") || hasWord(runes, "http"))
	set(madeLatinOnly, c.latin > 2 && c.hanzi == 0)
	set(madeCapitals, c.capitals > 2 && c.capitals == c.latin && c.hanzi == 0)
	set(madeDigitsMostly, 2*c.digits > n)
	set(madeDigitsSome, 5*c.digits > n)
	set(madeOpenQuote, c.quotes > 0)
	set(madeOpenBracket, c.brackets > 0)
	set(madeOpenBook, c.books > 0)
	set(madeClosesQuote, c.closedQuote)
	set(madeClosesBracket, c.closedBracket)
	set(madeQuestion, c.questions > 0)
	set(madeExclamation, c.exclamations > 0)
	set(madeDashInside, c.dashes > 0)
	set(madeSlash, c.slashes > 0)
	set(madeMiddot, c.middots > 0)
	return bits
}

// gap says how white space parts a line: "王　芳　李建国" is short-tokens,
// "要　闻" spaced-out.
func (c *counts) gap(runes []rune) int {
	switch {
	case c.tokens <= 1:
		return gapsNone
	case c.longToken == 1:
		return gapsSpacedOut
	case c.tokens >= 4 && (c.wideGaps > 0 || c.digits*4 > len(runes)):
		return gapsTable
	case c.tokens >= 3 && c.longToken <= 4:
		return gapsShortTokens
	case c.wideGaps > 0:
		return gapsWide
	}
	return min(c.tokens-1, 3)
}

func has(runes []rune, r rune) bool {
	for _, x := range runes {
		if x == r {
			return true
		}
	}
	return false
}

func hasWord(runes []rune, word string) bool { return indexOf(runes, []rune(word)) >= 0 }

func indexOf(runes, word []rune) int {
	for i := 0; i+len(word) <= len(runes); i++ {
		if equal(runes[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// hasDate finds 12月3日, 十二月三日.
func hasDate(runes []rune) bool {
	for i, r := range runes {
		if r == '月' && i > 0 && i+2 < len(runes) && (isDigit(runes[i-1]) || isNumeral(runes[i-1])) && (isDigit(runes[i+1]) || isNumeral(runes[i+1])) {
			return true
		}
	}
	return false
}

// hasClock finds 12:30.
func hasClock(runes []rune) bool {
	for i, r := range runes {
		if (r == ':' || r == '：') && i > 0 && i+2 < len(runes) && isDigit(runes[i-1]) && isDigit(runes[i+1]) && isDigit(runes[i+2]) {
			return true
		}
	}
	return false
}

// hasScore finds 3比1 and 88-76.
func hasScore(runes []rune) bool {
	for i, r := range runes {
		if (r == '比' || r == '-' || r == '∶') && i > 0 && i+1 < len(runes) && isDigit(runes[i-1]) && isDigit(runes[i+1]) {
			return true
		}
	}
	return false
}

// shapeOf writes a line's classes of runes, runs squeezed and at most 12 of them.
func shapeOf(runes []rune) string {
	var shape [12]byte
	n := 0
	for _, r := range runes {
		class := classOf(r)
		if n > 0 && shape[n-1] == class {
			continue
		}
		if n == len(shape) {
			break
		}
		shape[n] = class
		n++
	}
	return string(shape[:n])
}

func classOf(r rune) byte {
	switch {
	case isHanzi(r):
		return 'h'
	case isDigit(r):
		return 'n'
	case isLetter(r):
		return 'a'
	case isSpace(r):
		return ' '
	case r < 0x80:
		return byte(r)
	}
	return byte(0x80 | r&0x7f)
}
