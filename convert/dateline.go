package convert

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// A leadIn is what a lede says before the story starts: 本报讯（记者 成渝）.
type leadIn struct {
	dateline string // as it stands, brackets and names left out: 本报讯
	people   []paper.Person
	end      int // where the story starts, in bytes
}

// ledeLimit is how far into a paragraph a lede may reach, in runes.
const ledeLimit = 150

// lede reads the dateline and the reporters that open a paragraph. It takes
// 本报讯 记者原庞博报道：…, 【新华社北京十八日电】…, 〔記者王小明／台北報導〕… and 记者王芳报道：…;
// it refuses 本报讯息台昨日… and 记者昨日从市气象局获悉….
func lede(text string) leadIn {
	s := peel(text, ledeLimit)
	i := 0
	for i < len(s.look) && (isMark(s.look[i]) || unicode.IsSpace(s.look[i])) {
		i++
	}
	if i == len(s.look) {
		return leadIn{}
	}
	if closer(s.look[i]) != 0 {
		return s.bracketed(i)
	}
	if end := s.datelineAt(i); end > i {
		return s.reportersAt(leadIn{dateline: s.print(i, end), end: s.at[end]}, end)
	}
	if o := s.local(i); o.end > 0 {
		return o
	}
	return s.bare(i)
}

// local reads the lede of a paper that goes by its town's name: 北岸讯（记者 凌霄）. Only the
// reporter in brackets tells it from text.
func (s strip) local(from int) leadIn {
	end := from
	for end < len(s.look) && end-from < 7 && isHanzi(s.look[end]) {
		end++
		if s.look[end-1] == '讯' && end-from >= 3 {
			o := s.reportersAt(leadIn{dateline: s.print(from, end), end: s.at[end]}, end)
			if len(o.people) > 0 && o.people[0].Role != "" {
				return o
			}
		}
	}
	return leadIn{}
}

// bracketed reads a lede in brackets: 【本报讯】, 〔記者王小明／台北報導〕, 【專訊】（記者 譚詠嫻）.
// A paragraph that is all bracket is a closing note, and not a lede.
func (s strip) bracketed(open int) leadIn {
	shut := s.closing(open)
	if shut < 0 || shut-open > 45 || s.look[open] == '《' || s.skip(shut+1) == len(s.look) {
		return leadIn{}
	}
	from := open + 1
	if stroke := s.find(from, shut, '/'); stroke > 0 && s.endsDateline(stroke+1, shut) {
		r := roll{strip: s}
		r.read(from, stroke)
		r.flush()
		if r.reporter || r.role != "" {
			return leadIn{dateline: s.print(stroke+1, shut), people: r.people, end: s.at[shut+1]}
		}
	}
	if l := s.reporterFrom(from, shut); l.end > 0 {
		return l
	}
	if s.endsDateline(from, shut) && (s.look[open] != '（' || s.telegram(from, shut)) || s.datelineAt(from) == shut {
		return s.reportersAt(leadIn{dateline: s.print(from, shut), end: s.at[shut+1]}, shut+1)
	}
	if r := (roll{strip: s}); r.firstReporter(from, shut) == from { // （记者 王芳）昨日
		return s.reportersAt(leadIn{}, open)
	}
	return leadIn{}
}

// reporterFrom reads a reporter and his place without a stroke between them:
// 【記者王小明台北報導】, 【記者 王小明 台北報導】. Glued, the name has three hanzi where two are left
// for the place.
func (s strip) reporterFrom(from, shut int) leadIn {
	r := roll{strip: s}
	start, at := r.reporterAt(from, shut)
	if start != from || !s.endsDateline(max(from, shut-4), shut) || s.reported(shut-2, shut) < 0 {
		return leadIn{}
	}
	place := shut - 2
	for place > at && !unicode.IsSpace(s.look[place-1]) {
		place--
	}
	if place == at { // no space at all
		place = at + min(3, shut-2-at-2)
	}
	if r.read(from, place); place >= shut-2 || place < at+2 || !r.listed() {
		return leadIn{}
	}
	return leadIn{dateline: s.print(place, shut), people: r.people, end: s.at[shut+1]}
}

func (s strip) find(from, to int, r rune) int {
	for i := from; i < to; i++ {
		if s.look[i] == r {
			return i
		}
	}
	return -1
}

// endsDateline tells whether the runes end as a dateline does, and hold no stop
// of a sentence: 南澳訊, 台北報導, 本市消息, 綜合外電.
func (s strip) endsDateline(from, to int) bool {
	if to-from < 2 || to-from > 24 {
		return false
	}
	for i := from; i < to; i++ {
		if strings.ContainsRune("，。！？；：“（", s.look[i]) {
			return false
		}
	}
	for _, word := range [...]string{"讯", "电", "报道", "报导", "消息", "外电", "专访"} {
		if n := len([]rune(word)); to-n >= from && s.begins(to-n, word) {
			return true
		}
	}
	return false
}

// telegram tells a dateline that needs no agency to be known: with its day (怡江12日讯), or
// 特讯, 专讯, 专电.
func (s strip) telegram(from, to int) bool {
	for _, word := range [...]string{"日讯", "日电", "特讯", "专讯", "专电"} {
		if s.begins(to-2, word) {
			return true
		}
	}
	return false
}

// longestDateline is how many runes a dateline may have: 本报北京、东京、巴黎、曼谷、伊斯兰堡、日内瓦2月27日电.
const longestDateline = 80

// datelineAt finds the end of a dateline without brackets that begins at a
// place: an agency, then perhaps a place and a day, then 讯, 电 or 消息, and after it a
// sign that it has ended. -1 if there is none.
func (s strip) datelineAt(from int) int {
	if end := s.source(from); end > 0 {
		return end
	}
	i := from
	if s.look[i] == '据' {
		i++
	}
	agency := s.agencyAt(i)
	for end := max(i+agency, from+2); end <= len(s.look) && end-from <= longestDateline; end++ {
		if end > i+agency && strings.ContainsRune("，。！？；（）【】：", s.look[end-1]) {
			if shut := s.closing(end - 1); shut == end+1 { // 刚果（金）
				end = shut + 1
				continue
			}
			break
		}
		if agency > 0 && s.wire(i+agency, end) && s.ended(end) {
			return end
		}
		if agency == 0 && end < len(s.look) && s.look[end] == '：' && end-from <= 10 && s.newsOf(from, end) {
			return end
		}
	}
	return -1
}

// newsOf tells 罗马消息, 墨西哥城消息, 综合消息: before a colon only.
func (s strip) newsOf(from, end int) bool {
	if end-from < 4 || !s.begins(end-2, "消息") {
		return false
	}
	for i := from; i < end-2; i++ {
		if !isHanzi(s.look[i]) {
			return false
		}
	}
	return true
}

// wire tells whether a dateline may end here: with 讯 or 电 (北京11月8日电, 专电), or 消息.
func (s strip) wire(from, end int) bool {
	if end <= from {
		return false
	}
	if s.look[end-1] == '讯' || s.look[end-1] == '电' {
		return true
	}
	return end-from >= 2 && s.begins(end-2, "消息")
}

// ended tells whether what stands after 讯 or 电 shows that the dateline is over:
// space, a bracket, a colon, a reporter, or nothing. In 本报电话 it is not.
func (s strip) ended(end int) bool {
	if end == len(s.look) {
		return true
	}
	c := s.look[end]
	if s.look[end-2] == '日' && (isHanzi(c) || c == '“') && c != '话' && c != '视' { // no gap: 新华社河内二十二日电捷克斯洛伐克总统
		return true
	}
	if unicode.IsSpace(c) || strings.ContainsRune("（【】）：/，、", c) {
		return c != '，' && c != '、'
	}
	start, _ := (&roll{strip: s}).reporterAt(end, min(end+8, len(s.look)))
	return start == end
}

// agencyAt is the length of the agency that a dateline begins with: a known one
// (本报, 新华社), or what is named as papers and sites are (曲泸日报, 台海网, 新陇野·五原), when
// 讯 or 电 or a day follows soon. 0 if there is none.
func (s strip) agencyAt(from int) int {
	if n := agencies().prefix(s.look[from:]); n > 0 {
		return n
	}
	for i := from; i < len(s.look) && i-from < 14; i++ {
		c := s.look[i]
		if c == '·' && i-from >= 2 {
			return i + 1 - from
		}
		if !isHanzi(c) && c != '·' && !isLetter(c) {
			return 0
		}
		if i-from >= 1 && strings.ContainsRune("报网社台刊", c) {
			return i + 1 - from
		}
	}
	return 0
}

// source finds the end of 据《青年参考》报道, or of 据《海阳晚报》 before a space; and of 综合报道.
func (s strip) source(from int) int {
	for _, word := range [...]string{"综合报道", "综合报导", "综合外电"} {
		if end := from + 4; s.begins(from, word) && (end == len(s.look) || unicode.IsSpace(s.look[end]) || s.look[end] == '：') {
			return end
		}
	}
	if s.look[from] != '据' || from+1 >= len(s.look) || s.look[from+1] != '《' {
		return -1
	}
	shut := s.closing(from + 1)
	if shut < 0 {
		return -1
	}
	for end := shut + 1; end < len(s.look) && end-shut <= 8; end++ {
		if s.begins(end, "报道") || s.begins(end, "消息") {
			return end + 2
		}
		if end == shut+1 && unicode.IsSpace(s.look[end]) {
			return end
		}
	}
	return -1
}

// reportersAt adds the people who stand behind a dateline: （记者 王芳）, 记者王芳报道：, 记者 文 博.
func (s strip) reportersAt(o leadIn, from int) leadIn {
	i := s.skip(from)
	if i >= len(s.look) {
		return o
	}
	r := roll{strip: s}
	if closer(s.look[i]) == 0 {
		return s.reporting(o, i)
	}
	shut := s.closing(i)
	if shut < 0 || shut-i > 120 || s.look[i] == '《' && r.firstReporter(i+1, shut) != i+1 { // 《革命报》今天发表
		return o
	}
	if r.read(i+1, shut); !r.listed() {
		return o
	}
	o.people, o.end = r.people, s.at[shut+1]
	return o
}

// listed flushes the roll and tells whether it held people and nothing else.
func (r *roll) listed() bool {
	r.flush()
	return len(r.people) > 0 && !r.odd
}

// bare reads reporters that open a paragraph without a dateline. Only what
// follows tells them from the story: 记者王芳报道：, and 记者 普文 实习生 李倩 “斤斤足秤….
func (s strip) bare(from int) leadIn {
	return s.reporting(leadIn{}, from)
}

// reporting reads roles and names in running text up to 报道, a colon, or the first
// words that are neither.
func (s strip) reporting(o leadIn, from int) leadIn {
	r := roll{strip: s}
	if start, _ := r.reporterAt(from, min(from+14, len(s.look))); start != from && (o.dateline == "" || !s.namedReport(from)) {
		return o
	}
	i, end := from, -1
	for i < len(s.look) {
		stop := i
		for stop < len(s.look) && !unicode.IsSpace(s.look[stop]) && !isParting(s.look[stop]) && closer(s.look[stop]) == 0 {
			stop++
		}
		if at := s.reported(i, stop); at >= 0 {
			r.piece(i, at, at)
			end = s.skip(at + 2)
			if end < len(s.look) && s.look[end] == '：' {
				end++
			}
			break
		}
		if !r.running(i, stop) {
			break
		}
		i = stop
		for i < len(s.look) && (unicode.IsSpace(s.look[i]) || s.look[i] == '、') {
			if s.look[i] == '、' {
				r.flush()
			}
			i++
		}
		if i < len(s.look) && s.look[i] == '：' {
			i++
			break
		}
	}
	return s.reportedBy(o, &r, i, end)
}

// namedReport tells a name without a role: 贺守信报道：.
func (s strip) namedReport(from int) bool {
	at := s.reported(from, min(from+6, len(s.look)))
	return at >= from+2 && s.hasSurname(from, at) && at+2 < len(s.look) && (s.look[at+2] == '：' || unicode.IsSpace(s.look[at+2]))
}

// reportedBy settles what reporting has read: before 报道 any name holds, else each
// must begin with a surname.
func (s strip) reportedBy(o leadIn, r *roll, i, end int) leadIn {
	r.flush()
	if len(r.people) == 0 {
		return o
	}
	if end < 0 {
		for _, p := range r.people {
			if !isSurnamed(p.Name) {
				return o
			}
		}
		end = i
	}
	o.people, o.end = r.people, s.at[end]
	return o
}

// isSurnamed tells a name of two to four hanzi that begins with a surname.
func isSurnamed(name string) bool {
	look := foldText(name)
	return len(look) >= 2 && len(look) <= 4 && surnames().prefix(look) > 0
}

// reported finds 报道 in a run of print: where it begins, or -1.
func (s strip) reported(from, to int) int {
	for i := from; i+1 < to; i++ {
		if s.look[i] == '报' && (s.look[i+1] == '道' || s.look[i+1] == '导') {
			if i-2 >= from && s.begins(i-2, "摄影") {
				return i - 2
			}
			return i
		}
	}
	return -1
}

// running takes a run of print as a role or a name, if it can be one in running
// text: short, hanzi, and not followed by the comma of a sentence.
func (r *roll) running(from, to int) bool {
	if to == from || to < len(r.look) && strings.ContainsRune("，。；！？“", r.look[to]) {
		return false
	}
	start, stop := r.reporterAt(from, to)
	name := to - from
	if start >= 0 {
		if start != from {
			return false
		}
		name = to - stop
	}
	if name > 4 || start < 0 && name == 0 {
		return false
	}
	for _, c := range r.look[from:to] {
		if !isHanzi(c) && c != '·' {
			return false
		}
	}
	r.piece(from, to, to)
	return true
}

// A signOff is what a paragraph says after the story: （记者 王芳）, （据新华社电）, 　卢芳.
type signOff struct {
	dateline string
	people   []paper.Person
	start    int // where it begins, in bytes; the end of the text if there is none
}

// How long a signature may be, in runes: in brackets as long as a byline, without
// them a name and an office.
const signatureLimit, bareLimit = bylineLimit, 32

// signature reads the names and the dateline in brackets that close a paragraph
// (（祝小满）, （据新华社电 记者何欣荣、杨有宗）), and names that stand off from its last stop (　　卢芳).
// The bool tells a signature beyond doubt; （小满） and （芦苇） may be something else.
func signature(text string) (signOff, bool) {
	c := signOff{start: len(text)}
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	switch last, _ := utf8.DecodeLastRuneInString(text); fold(last) {
	case '）', ')', '】', ']', '》', '>':
		s := peelTail(text, signatureLimit)
		return s.bracketedEnd(c, len(s.look)-1)
	}
	s := peelTail(text, bareLimit)
	return s.bareEnd(c, len(s.look))
}

// bracketedEnd reads a signature in brackets.
func (s strip) bracketedEnd(c signOff, shut int) (signOff, bool) {
	open := s.opening(shut)
	if open < 0 || s.look[open] == '《' && (&roll{strip: s}).firstReporter(open+1, shut) != open+1 {
		return c, false
	}
	from := open + 1
	if from == shut || open > 0 && s.look[open-1] == '摄' || strangers().has(s.look[from:shut]) || s.riddle(from) || s.unsigned(from, shut) {
		return c, false
	}
	sure := false
	if s.credits(from, shut) {
		c.dateline, c.start = s.print(from, shut), s.at[open]
		return c, true
	}
	if s.find(from, shut, '《') >= 0 {
		return c, false
	}
	if end := s.datelineAt(from); end > 0 && end <= shut {
		c.dateline, sure, from = s.print(from, end), true, end
		if c.dateline == "" {
			return c, false
		}
	}
	r := roll{strip: s}
	if s.begins(from, "综合") {
		from += 2
	}
	r.read(from, shut)
	if r.listed() && r.likely() {
		c.people = r.people
		stopped := open == 0 || (isStop(s.look[open-1]) || unicode.IsSpace(s.look[open-1]) || s.look[open-1] == '”')
		sure = sure || r.cast() || s.spaced(from, shut) || stopped && allSurnamed(r.people)
	}
	if c.dateline == "" && c.people == nil {
		return c, false
	}
	c.start = s.at[open]
	return c, sure
}

// riddle tells words that go with a riddle or a quiz: 打一成语, 谜底见下期.
func (s strip) riddle(from int) bool {
	return s.begins(from, "打一") || s.begins(from, "谜底") || s.begins(from, "答案")
}

// credits tells a note that names only the source: 据新华社, 新华社发, 据《西原日报》, 据布拉德通讯社.
func (s strip) credits(from, to int) bool {
	told := s.look[from] == '据'
	if told {
		from++
	}
	if from >= to {
		return false
	}
	if s.look[from] == '《' {
		return told && s.closing(from) == to-1
	}
	if n := agencies().prefix(s.look[from:to]); n > 2 {
		return from+n == to || s.begins(from+n, "发") && from+n+1 == to
	}
	return told && to-from <= 10 && s.isPaper(from, to)
}

func (r *roll) firstReporter(from, to int) int {
	start, _ := r.reporterAt(from, to)
	return start
}

// likely tells names as people have them.
func (r *roll) likely() bool { return !slices.ContainsFunc(r.people, unlikely) }

// unlikely tells what is hardly a name: without a role more than four hanzi (欧阳建华 has
// four), but for foreign ones.
func unlikely(p paper.Person) bool {
	n := utf8.RuneCountInString(p.Name)
	return n > 24 || p.Role == "" && n > 4 && !isForeign(p.Name)
}

// spaced tells whether white space stands between the runes: 乔 木.
func (s strip) spaced(from, to int) bool {
	for _, c := range s.look[from:to] {
		if unicode.IsSpace(c) {
			return true
		}
	}
	return false
}

// bareEnd reads names that stand off from the last stop of a paragraph, or follow a
// dash: “…路面。　　卢 芳”, ——江左省委党校 白 石. A pen name (　小禾) is only likely.
func (s strip) bareEnd(c signOff, end int) (signOff, bool) {
	for i := end - 1; i > 0 && end-i < 28; i-- {
		if strings.ContainsRune("，：；、", s.look[i]) {
			break
		}
		dash := s.look[i] == '—' && s.look[i-1] == '—'
		if !isStop(s.look[i]) && s.look[i] != '”' && !dash {
			continue
		}
		if dash && !s.spaced(i+1, end) { // ——林向远: who is quoted
			break
		}
		if !dash && !unicode.IsSpace(s.look[min(i+1, end-1)]) {
			break
		}
		r := roll{strip: s}
		r.read(i+1, end)
		if !r.listed() || !r.likely() {
			break
		}
		c.people, c.start = r.people, s.at[i+1]
		return c, r.reporter || !dash && allSurnamed(r.people)
	}
	return c, false
}

func allSurnamed(people []paper.Person) bool {
	for _, p := range people {
		if !isSurnamed(p.Name) {
			return false
		}
	}
	return true
}

// dateline takes a dateline apart: 新华社北京11月8日电 is from 新华社, 北京, the eighth of
// November. The year, and the month where only the day is printed (八日电), are the
// issue's; issue is its date as YYYY-MM-DD or empty.
func dateline(text, issue string) *paper.Dateline {
	d := &paper.Dateline{Text: text}
	s := peel(text, longestDateline)
	from, to := 0, s.wireEnd()
	if s.begins(0, "据") {
		from = 1
	}
	from = s.agencyOf(d, from, to)
	if day, at := s.dayFirst(from, to); at > from { // 本报10月28日上海讯
		d.Date = resolve(day, issue)
		from = at
	}
	day, at := s.dayAt(from, to)
	if at < to {
		d.Date = resolve(day, issue)
	}
	place := strings.Trim(s.closed(from, at), "·")
	if len(place) > 0 && !isForm(place) {
		d.Place = place
	}
	return d
}

// agencyOf takes the agency that a dateline begins with, and gives the place after it: 新华社, 石楼日报 of 《石楼日报》,
// 沂滨日报·沂滨融媒; of 新陇野·五原 only 新陇野, since 五原 is a place.
func (s strip) agencyOf(d *paper.Dateline, from, to int) int {
	if from < to && s.look[from] == '《' {
		if shut := s.closing(from); shut > 0 {
			d.Agency = s.print(from+1, shut)
			return to
		}
	}
	n := agencies().prefix(s.look[from:])
	if n == 0 || n >= to-from {
		n = s.agencyAt(from)
	}
	if n == 0 || from+n > to {
		return from
	}
	end := from + n
	if rest := s.print(end, to); strings.HasSuffix(rest, "融媒") || s.isPaper(end, to) {
		end = to
	}
	d.Agency = strings.Trim(s.print(from, end), "·•‧・")
	return end
}

// isForm tells words of a dateline that are no place: 综合, 专.
func isForm(text string) bool {
	switch text {
	case "综合", "綜合", "专", "專", "特", "特约", "外", "本报", "图片":
		return true
	}
	return false
}

// wireEnd is where 讯, 电, 专电, 消息, 报道 at the end of a dateline begins.
func (s strip) wireEnd() int {
	n := len(s.look)
	for _, word := range [...]string{"综合消息", "综合外电", "专电", "专讯", "特讯", "消息", "报道", "报导", "外电", "讯", "电"} {
		if at := n - len([]rune(word)); at >= 0 && s.begins(at, word) {
			return at
		}
	}
	return n
}

// dayFirst finds a day that stands before the place, and its end.
func (s strip) dayFirst(from, to int) (day [2]int, end int) {
	n, at := s.numberAt(from)
	if at == from || at >= to {
		return day, from
	}
	if s.look[at] == '月' {
		day[0] = n
		if n, at = s.numberAt(at + 1); at >= to {
			return day, from
		}
	}
	if s.look[at] != '日' || at+1 >= to {
		return day, from
	}
	day[1] = n
	return day, at + 1
}

// dayAt finds the day in a dateline: month and day, 0 where not printed, and the
// place where it begins; the end if there is none.
func (s strip) dayAt(from, to int) (day [2]int, at int) {
	if to == from || s.look[to-1] != '日' {
		return day, to
	}
	n, at := s.numberBefore(to - 1)
	day[1] = n
	if at > from && s.look[at-1] == '月' {
		day[0], at = s.numberBefore(at - 1)
	}
	return day, max(at, from)
}

// numberBefore reads the number that ends before a place: 十八, 8, ８.
func (s strip) numberBefore(end int) (n, at int) {
	at = end
	for at > 0 && isCount(s.look[at-1]) {
		at--
	}
	n, _ = number(s.look[at:end])
	return n, at
}

// resolve gives a day its year, and its month, from the issue's date. A month
// after the issue's is last year's: a dateline is never printed before its day.
func resolve(day [2]int, issue string) string {
	if len(issue) != len("2006-01-02") || day[1] < 1 || day[1] > 31 || day[0] > 12 {
		return ""
	}
	year, _ := strconv.Atoi(issue[:4])
	month, _ := strconv.Atoi(issue[5:7])
	today, _ := strconv.Atoi(issue[8:])
	switch {
	case day[0] > month:
		year--
	case day[0] == 0 && day[1] > today: // 三十日电 in an issue of the second
		if month--; month == 0 {
			year, month = year-1, 12
		}
	}
	if day[0] > 0 {
		month = day[0]
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day[1])
}
