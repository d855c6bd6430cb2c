package convert

import (
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// bylineLimit is the length beyond which a line is no byline: the longest seen,
// eight reporters with their roles, has 62 runes.
const bylineLimit = 96

// byline reads the people of a line that only names who wrote it. The bool tells
// whether the line is one beyond doubt: □ 本报记者 李盼 王娅宁 is, 静好 is not (it
// may be a crosshead), and 省总工会法律援助中心 安景行 is not, though both name someone.
func byline(text string) ([]paper.Person, bool) {
	r := roll{strip: peel(text, bylineLimit+1)}
	if len(r.look) > bylineLimit {
		return nil, false
	}
	from, to := r.inside()
	if r.unsigned(from, to) {
		return nil, false
	}
	r.read(from, to)
	r.flush()
	marked := from > 0 && len(r.people) > 0
	return r.people, len(r.people) > 0 && !r.odd && (r.reporter || marked)
}

// inside is the part of a line within its marks and its brackets: of
// "（本报记者 皮瑶）" what stands between them.
func (s strip) inside() (from, to int) {
	to = len(s.look)
	for to > 0 && unicode.IsSpace(s.look[to-1]) {
		to--
	}
	for from < to && (isMark(s.look[from]) || unicode.IsSpace(s.look[from]) || s.look[from] == '—') {
		from++
	}
	if from < to && s.closing(from) == to-1 {
		from, to = from+1, to-1
	}
	if from+1 < to && s.look[from] == 'N' && isHanzi(s.look[from+1]) { // a font's bullet leaked as a letter
		from++
	}
	return from, to
}

// unsigned tells a line that names nobody as its author: （作者单位：…）, （市消防
// 支队供稿）, 孝男 赵先智 泣告, 本报评论员.
func (s strip) unsigned(from, to int) bool {
	for i := from; i < to; i++ {
		if mourners().prefix(s.look[i:to]) > 0 {
			return true
		}
	}
	for _, word := range [...]string{"作者单位", "作者系", "作者为", "作者分别", "作者是", "摘自", "原载", "选自"} {
		if s.begins(from, word) {
			return true
		}
	}
	return false
}

// A roll (名单) reads roles and the names that follow them.
type roll struct {
	strip
	role     string
	people   []paper.Person
	names    [][2]int // the pieces of names since the last role or comma
	reporter bool     // a reporter's role was met
	odd      bool     // something was neither role nor name
	from     int      // how many people there were when the role began
}

// read takes what stands between two places: pieces parted by white space and
// punctuation, and asides in brackets.
func (r *roll) read(from, to int) {
	for i := from; i < to; {
		c := r.look[i]
		switch {
		case unicode.IsSpace(c):
			i++
		case isParting(c):
			r.flush()
			i++
		case closer(c) != 0:
			i = r.aside(i, to)
		default:
			end := i
			for end < to && !unicode.IsSpace(r.look[end]) && !isParting(r.look[end]) && closer(r.look[end]) == 0 {
				end++
			}
			r.piece(i, end, to)
			i = end
		}
	}
}

// aside passes over words in brackets: an affiliation, an age, or 图 and 摄, which
// say that the name before them is not the writer's.
func (r *roll) aside(open, to int) int {
	r.flush()
	shut := r.closing(open)
	if shut < 0 || shut >= to {
		r.odd = true
		return to
	}
	inner := r.look[open+1 : shut]
	if len(r.people) > 0 && creditWords().has(inner) {
		r.people = r.people[:len(r.people)-1]
	}
	return shut + 1
}

// piece takes one run of print without space: 记者, 记者王芳, 王芳, 贯洲日报记者.
func (r *roll) piece(from, to, end int) {
	for from < to {
		start, stop := r.reporterAt(from, to)
		if start < 0 {
			r.plain(from, to, end)
			return
		}
		if start > from {
			r.before(from, start)
		}
		r.flush()
		r.begin(r.print(start, stop))
		r.reporter = true
		from = stop
		if from < to && r.look[from] == '·' {
			from++
		}
	}
}

func (r *roll) begin(role string) { r.role, r.from = role, len(r.people) }

// before takes what is glued to the front of a role and is no part of it: the
// last name of the role before, 王芳通讯员.
func (r *roll) before(from, to int) {
	if n := to - from; n >= 2 && n <= 4 && r.hasSurname(from, to) {
		r.names = append(r.names, [2]int{from, to})
	}
}

// reporterAt finds the first reporter's role: where it starts, its desk and paper
// with it (新陇野·陇野日报记者), and where it stops. start is -1 if there is none.
func (r *roll) reporterAt(from, to int) (start, stop int) {
	for i := from; i < to; i++ {
		n := reporters().prefix(r.look[i:to])
		if n == 0 {
			continue
		}
		start, stop = i, i+n
		for start > from {
			m := desks().suffix(r.look[from:start])
			if m == 0 {
				break
			}
			start -= m
		}
		if r.isPaper(from, start) || r.isPost(from, start) {
			start = from
		}
		return start, stop
	}
	return -1, -1
}

// isPaper tells the name of a paper, an agency or a site before a role: 贯洲日报,
// 人民网; not 湖阳市 (读者).
func (s strip) isPaper(from, to int) bool {
	return to-from >= 2 && strings.ContainsRune("报社网台刊体", s.look[to-1])
}

// isPost tells a correspondent's post: 本报驻卡伦迪亚.
func (s strip) isPost(from, to int) bool {
	return s.begins(from, "本报驻") || s.begins(from, "本社驻") || s.begins(from, "新华社驻") || s.begins(from, "驻")
}

// plain takes a piece without a reporter's role: a label, what someone did, an
// affiliation, or a name.
func (r *roll) plain(from, to, end int) {
	switch {
	case r.label(from, to, end):
	case r.done(from, to):
	case r.affiliation(from, to, end):
	case r.name(from, to):
	default:
		r.flush()
		r.odd = true
	}
}

// label takes a role that stands before its name: 执笔：葛望舒, 文/边小雨, 读者 荣桂芳;
// not 整理 in 黎昕 整理, and not 文 in 文/图 王芳.
func (r *roll) label(from, to, end int) bool {
	n := labels().prefix(r.look[from:to])
	if n == 0 || len(r.names) > 0 {
		return false
	}
	next := r.skip(from + n)
	if from+n < to {
		if r.look[from+n] != '·' {
			return false
		}
	} else if next >= end {
		return false
	}
	r.flush()
	if next < end && r.look[next] == '/' && r.credited(next+1, end) {
		return true
	}
	r.begin(r.print(from, from+n))
	if from+n < to {
		r.plain(from+n+1, to, end)
	}
	return true
}

// credited tells 图 or 摄 after the stroke of 文/图.
func (s strip) credited(from, end int) bool {
	return from < end && (s.look[from] == '图' || s.look[from] == '摄')
}

// done takes what the people before it did: 整理, 文/图, 摄影报道. Who only took the
// picture is no author.
func (r *roll) done(from, to int) bool {
	if doneWords().has(r.look[from:to]) {
		r.flush()
		return true
	}
	if creditWords().has(r.look[from:to]) {
		r.flush()
		r.people = r.people[:r.from]
		return true
	}
	n := doneEnds().suffix(r.look[from:to])
	if left := to - from - n; n > 1 && left >= 1 && left <= 4 {
		r.names = append(r.names, [2]int{from, from + left})
		r.flush()
		return true
	}
	return false
}

// affiliation passes over an office, a place, a class or a post, and takes the
// name that is glued to its end (省畜牧站申有田).
func (r *roll) affiliation(from, to, end int) bool {
	look := r.look[from:to]
	if strings.ContainsFunc(string(look), func(c rune) bool { return isDigit(c) || c == '@' }) {
		r.flush()
		return true
	}
	more := r.skip(to) < end
	switch n := to - from; {
	case places().has(look):
		return more
	case n >= 4 && (unitEnds().suffix(look) > 0 || postEnds().suffix(look) > 0),
		more && n == 3 && unitEnds().suffix(look) > 0,
		more && postEnds().suffix(look) == n:
		r.flush()
		return true
	case n >= 6:
		return r.glued(from, to)
	}
	return false
}

// glued takes the name after the last unit in a piece: 省植保站庄稼.
func (r *roll) glued(from, to int) bool {
	for size := 3; size >= 2; size-- {
		at := to - size
		if unitEnds().suffix(r.look[from:at]) > 0 && r.hasSurname(at, to) {
			r.flush()
			r.names = append(r.names, [2]int{at, to})
			r.flush()
			return true
		}
	}
	return false
}

// name takes a piece of hanzi that may be a name or one of its letter-spaced
// halves, or a Latin one.
func (r *roll) name(from, to int) bool {
	for _, c := range r.look[from:to] {
		if !isHanzi(c) && !isLetter(c) && c != '·' && c != '.' {
			return false
		}
	}
	if to-from > 12 {
		return false
	}
	for from < to {
		stop := r.dot(from, to)
		if stop > from {
			r.names = append(r.names, [2]int{from, stop})
		}
		from = stop + 1
	}
	return true
}

// dot finds a middle dot that parts two names (马跃峰·姜晓丹); one inside a name
// (阿布都·热合曼) does not count.
func (r *roll) dot(from, to int) int {
	for i := from; i < to; i++ {
		if r.look[i] != '·' {
			continue
		}
		if i-from <= 1 || r.hasSurname(from, i) && i-from <= 3 && r.hasSurname(i+1, min(to, i+2)) {
			return i
		}
	}
	return to
}

// hasSurname tells whether the runes begin with a surname.
func (s strip) hasSurname(from, to int) bool {
	return from < to && surnames().prefix(s.look[from:to]) > 0
}

// flush puts the pieces that were met together to names and gives them the role.
func (r *roll) flush() {
	pieces := r.names
	r.names = nil
	for len(pieces) > 0 {
		n := r.nextName(pieces)
		r.take(pieces[:n])
		pieces = pieces[n:]
	}
}

// nextName is how many of the pieces make the next entry: letter-spaced hanzi go
// together, a compound surname goes with the hanzi after it, Latin words make one
// name.
func (r *roll) nextName(pieces [][2]int) int {
	size := func(i int) int { return pieces[i][1] - pieces[i][0] }
	latin := func(i int) bool { return isLetter(r.look[pieces[i][0]]) }
	n := 1
	switch {
	case latin(0):
		for n < len(pieces) && latin(n) {
			n++
		}
	case size(0) == 1:
		for n < len(pieces) && size(n) == 1 && !latin(n) {
			n++
		}
		if n == 1 && len(pieces) > 1 && size(1) == 2 && !latin(1) {
			n = 2
		}
	case size(0) == 2 && len(pieces) > 1 && size(1) == 1 && surnames().has(r.look[pieces[0][0]:pieces[0][1]]) &&
		(len(pieces) == 2 || size(2) > 1):
		n = 2
	}
	return n
}

// take makes people of pieces that belong together.
func (r *roll) take(pieces [][2]int) {
	if isLetter(r.look[pieces[0][0]]) {
		r.add(r.print(pieces[0][0], pieces[len(pieces)-1][1]))
		return
	}
	var at []int // the places of the hanzi
	for _, p := range pieces {
		for i := p[0]; i < p[1]; i++ {
			at = append(at, i)
		}
	}
	spaced := len(pieces) > 1
	for _, n := range r.split(at, spaced) {
		r.add(r.closed(at[0], at[n-1]+1))
		at = at[n:]
	}
}

func (r *roll) add(name string) {
	if len([]rune(name)) < 2 {
		r.odd = true
		return
	}
	r.people = append(r.people, paper.Person{Name: name, Role: r.role})
}

// split finds the likeliest lengths of names in a run of hanzi: 甄富贵祝小燕 is 3 and 3,
// 欧阳建华谭志强谷雨 is 4, 3 and 2. A run that no surnames divide is one name. Letter-spacing
// stretches names of two hanzi to the width of three, so there two is the rule.
func (r *roll) split(at []int, spaced bool) []int {
	n := len(at)
	if n <= 3 || !spaced && n == 4 && !r.twoPairs(at) {
		return []int{n}
	}
	const never = 1000
	cost := make([]int, n+1)
	size := make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		cost[i] = never
		for k := 2; k <= 4 && i+k <= n; k++ {
			if c := r.oddity(at[i:i+k], spaced) + cost[i+k]; c < cost[i] {
				cost[i], size[i] = c, k
			}
		}
	}
	if cost[0] >= 100 && !spaced {
		return []int{n}
	}
	if cost[0] >= never {
		return []int{n}
	}
	var sizes []int
	for i := 0; i < n; i += size[i] {
		sizes = append(sizes, size[i])
	}
	return sizes
}

// twoPairs tells four hanzi that are two names (徐靖王芳) and not one (欧阳建华, 豆腐西施):
// both pairs begin with a common surname.
func (r *roll) twoPairs(at []int) bool {
	rank := func(i int) int { return surnames().rankOf(r.look[at[i] : at[i]+1]) }
	return surnames().prefix([]rune{r.look[at[0]], r.look[at[1]]}) < 2 && rank(0) > 0 && rank(2) > 0 && rank(0)+rank(2) < 400
}

// oddity is how little the hanzi look like one name: 0 for a common surname with
// two hanzi after it, 100 for no surname.
func (r *roll) oddity(at []int, spaced bool) int {
	look := make([]rune, len(at))
	for i, p := range at {
		look[i] = r.look[p]
	}
	n := surnames().prefix(look)
	if n == 0 || n >= len(at) {
		return 100 + len(at)
	}
	given := len(at) - n
	if given > 2 {
		return 200
	}
	c := surnames().rankOf(look[:n]) / 60
	switch {
	case spaced && given == 2:
		c += 8
	case !spaced && given == 1:
		c += 4
	}
	return c
}
