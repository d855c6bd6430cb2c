package convert

import (
	"strings"
	"time"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

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

// agencyOf takes the agency that a dateline begins with, and gives the place after
// it: 新华社, 石楼日报 of 《石楼日报》, 沂滨日报·沂滨融媒; of 新陇野·五原 only 新陇野, since 五原 is a place.
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
	today, err := time.Parse(time.DateOnly, issue)
	if err != nil {
		return ""
	}
	year, month := today.Year(), time.Month(day[0])
	switch {
	case month > today.Month():
		year--
	case month == 0:
		month = today.Month()
		if day[1] > today.Day() { // 三十日电 in an issue of the second
			month--
		}
	}
	date := time.Date(year, month, day[1], 0, 0, 0, 0, time.UTC)
	if date.Day() != day[1] || day[0] > 12 { // no such day
		return ""
	}
	return date.Format(time.DateOnly)
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
	if s.look[end-2] == '日' && (isHanzi(c) || c == '“') && c != '话' && c != '视' {
		return true // no gap: 新华社河内二十二日电捷克斯洛伐克总统
	}
	if unicode.IsSpace(c) || strings.ContainsRune("（【】）：/", c) {
		return true
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
	for _, word := range [...]string{"综合报道", "综合报导", "综合外电", "本报综合报道", "本报综合报导"} {
		if end := from + len([]rune(word)); s.begins(from, word) && (end == len(s.look) || unicode.IsSpace(s.look[end]) || s.look[end] == '：') {
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
