package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// bylineLimit is the length beyond which a line is no byline, in runes: some thirty
// reporters who wrote together fill 150.
const bylineLimit = 240

// byline reads the people of a line that only names who wrote it. The bool tells
// whether the line is one beyond doubt: □ 本报记者 李盼 王娅宁 is, 静好 is not (it
// may be a crosshead), and 省总工会法律援助中心 安景行 is not, though both name someone.
func byline(text string) ([]paper.Person, bool) {
	if len(text) > 4*bylineLimit || strings.Contains(text, "。") {
		return nil, false
	}
	r := roll{strip: peel(text, bylineLimit+1)}
	if len(r.look) > bylineLimit {
		return nil, false
	}
	from, to := r.inside()
	if from == to || r.unsigned(from, to) {
		return nil, false
	}
	if r.begins(from, "摘自《") || r.begins(from, "选自《") {
		from = max(from, r.closing(from+2)+1)
	}
	if end := r.datelineAt(from); end > from && end <= to { // （据新华社电 记者何欣荣）
		from = end
	}
	r.read(from, to)
	r.flush()
	if isDash(r.look[0]) && !r.reporter { // ——习近平: who is quoted
		return nil, false
	}
	marked := from > 0 && !isDash(r.look[0])
	if (r.reporter || marked || r.cast()) && r.certain() {
		return r.people, true
	}
	if len(r.people) == 1 && len(r.look) <= 8 { // a long pen name: 一个想飞的人
		return r.people, false
	}
	return slices.DeleteFunc(r.people, unlikely), false
}

// cast tells whether everyone has a role: 口述　巩大年　整理　路　石.
func (r *roll) cast() bool {
	return !slices.ContainsFunc(r.people, func(p paper.Person) bool { return p.Role == "" })
}

// certain tells people of whom no one can be anything else: each has a name as people
// have them, or four hanzi at most straight after a reporter's role (阿尔达克).
func (r *roll) certain() bool {
	if len(r.people) == 0 || r.odd {
		return false
	}
	for _, p := range r.people {
		if n := utf8.RuneCountInString(p.Name); !isSurnamed(p.Name) && (n > 4 || p.Role == "" || !isHanzi([]rune(p.Name)[0])) && !isForeign(p.Name) {
			return false
		}
	}
	return true
}

// isForeign tells a name with a dot in it (阿布都·热合曼) or in Latin letters.
func isForeign(name string) bool {
	return name[0] < utf8.RuneSelf || strings.ContainsAny(name, "·•‧・") && utf8.RuneCountInString(name) <= 10
}

func isDash(r rune) bool { return r == '—' || r == '-' }

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
	for _, word := range [...]string{"作者单位", "作者系", "作者为", "作者分别", "作者是", "原载"} {
		if s.begins(from, word) {
			return true
		}
	}
	return false
}

// A roll (名单) reads roles and the names that follow them.
type roll struct {
	strip
	people   []paper.Person
	role     string   // goes to every name until the next role
	names    [][2]int // pieces of names that are not put together yet
	group    int      // how many people there were before the last role, comma or aside
	reporter bool     // a reporter's role was met
	labelled bool     // the role is a label: 执笔, 文
	pictured bool     // the names that follow took or drew a picture
	odd      bool     // something was neither role nor name
}

// read takes what stands between two places: pieces parted by white space and
// punctuation, and asides in brackets.
func (r *roll) read(from, to int) {
	for i := from; i < to; {
		c := r.look[i]
		switch {
		case unicode.IsSpace(c):
			i++
		case closer(c) != 0:
			i = r.aside(i, to)
		case isParting(c):
			if r.flush(); c == '/' && r.isReader() && len(r.people) > r.group { // 讀者簡素卿／濱城
				return
			}
			if c == '，' || c == '；' {
				r.group = len(r.people)
			}
			i++
		default:
			end := r.pieceEnd(i, to)
			r.piece(i, end, to)
			i = end
		}
	}
}

// pieceEnd is where the run of print without space or punctuation ends; a class (六（4）班) is one.
func (s strip) pieceEnd(i, to int) int {
	for i < to && !unicode.IsSpace(s.look[i]) && !isParting(s.look[i]) {
		if closer(s.look[i]) != 0 {
			shut := s.closing(i)
			if shut < 0 || shut > i+3 || shut+1 >= to || s.look[shut+1] != '班' {
				break
			}
			i = shut
		}
		i++
	}
	return i
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
	if len(r.people) > 0 && creditWords().has(r.look[open+1:shut]) {
		r.people = r.people[:len(r.people)-1]
	}
	r.group = len(r.people)
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
		r.begin(r.print(start, stop))
		r.reporter = true
		from = stop
		if from < to && r.look[from] == '·' {
			from++
		}
	}
}

// begin starts a role: it goes to the names that follow.
func (r *roll) begin(role string) {
	r.flush()
	r.role, r.group, r.labelled = role, len(r.people), false
}

// before takes what is glued to the front of a role and is no part of it: the
// last name of the role before (王芳通讯员), or its letter-spaced half (成 渝实习生).
func (r *roll) before(from, to int) {
	n := to - from
	half := n == 1 && len(r.names) > 0 && isHanzi(r.look[from])
	if half || n >= 2 && n <= 4 && r.hasSurname(from, to) {
		r.names = append(r.names, [2]int{from, to})
		return
	}
	r.odd = r.odd || !r.begins(from, "综合") && unitEnds().suffix(r.look[from:to]) == 0
}

// reporterAt finds the first reporter's role: where it starts, its desk and paper
// with it (新陇野·陇野日报记者), and where it stops. start is -1 if there is none.
func (r *roll) reporterAt(from, to int) (start, stop int) {
	for i := from; i < to; i++ {
		n := reporters().prefix(r.look[i:to])
		if n == 0 {
			continue
		}
		return r.roleStart(from, i), i + n
	}
	return -1, -1
}

// roleStart finds where the role begins whose noun stands at a place: desks (本报, 见习)
// belong to it, and so does a paper that the piece begins with.
func (s strip) roleStart(from, noun int) int {
	start := noun
	for start > from {
		n := desks().suffix(s.look[from:start])
		if n == 0 {
			break
		}
		start -= n
	}
	if s.isPaper(from, start) || s.isPost(from, start) {
		return from
	}
	return start
}

// isPaper tells the name of a paper, an agency or a site before a role: 贯洲日报,
// 人民网; not 湖阳市 (读者).
func (s strip) isPaper(from, to int) bool {
	return to-from >= 2 && strings.ContainsRune("报社网台刊体", s.look[to-1])
}

// isPost tells a correspondent's post: 本报驻卡伦迪亚.
func (s strip) isPost(from, to int) bool {
	return s.begins(from, "本报赴") || s.begins(from, "本报驻") || s.begins(from, "本社驻") || s.begins(from, "新华社驻") || s.begins(from, "驻")
}

// plain takes a piece without a reporter's role: a label, what someone did, an
// affiliation, or a name.
func (r *roll) plain(from, to, end int) {
	to = r.others(from, to)
	switch {
	case r.sentFrom(from, to):
	case r.reader(from, to):
	case r.label(from, to, end):
	case r.done(from, to, end):
	case r.affiliation(from, to, end):
	case r.name(from, to, end):
	default:
		r.flush()
		r.odd = true
	}
}

// sentFrom passes over the place that a report came from: 发自江渚, 北京报道.
func (r *roll) sentFrom(from, to int) bool {
	named := len(r.names) > 0 || len(r.people) > r.group
	return r.begins(from, "发自") || named && to-from > 3 && r.begins(to-2, "报道") &&
		(!r.hasSurname(from, to) || places().has(r.look[from:to-2]))
}

// reader takes 读者 with the place before it and the name after it, either of them
// glued: 湖阳市读者 佘念恩, 讀者簡素卿.
func (r *roll) reader(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if r.look[i] != '读' || r.look[i+1] != '者' {
			continue
		}
		glued := to - i - 2
		if i > from && unitEnds().suffix(r.look[from:i]) == 0 || glued > 0 && !(glued <= 3 && r.hasSurname(i+2, to)) {
			return false
		}
		r.begin(r.print(i, i+2))
		if glued > 0 {
			r.names = append(r.names, [2]int{i + 2, to})
		}
		return true
	}
	return false
}

func (r *roll) isReader() bool { return r.role == "读者" || r.role == "讀者" }

// label takes a role that stands before its name: 执笔：葛望舒, 文/边小雨, 编译何敏之; not 整理 in 黎昕 整理, not
// 文 in 文/图 王芳 and not the surname in 文 轩.
func (r *roll) label(from, to, end int) bool {
	n := labels().prefix(r.look[from:to])
	if n == 0 {
		return false
	}
	if from+n < to {
		return r.gluedLabel(from, from+n, to, end)
	}
	next := r.skip(to)
	switch {
	case next >= end:
		return false
	case next == to && r.look[to] == '/' && r.isPicture(to+1, end):
		r.flush()
		return true
	case r.look[next] == '：' || r.look[next] == '/':
	case len(r.names) > 0 && !r.labelled && doneWords().has(r.look[from:to]), n == 1 && r.pieceEnd(next, end) == next+1:
		return false
	}
	r.wrote(from, to)
	return true
}

// gluedLabel takes a label that the name follows without a space: 编译何敏之, 文·温雅婷.
func (r *roll) gluedLabel(from, at, to, end int) bool {
	switch n := to - at; {
	case r.look[at] == '·':
		at++
	case at-from < 2 || n < 2 || n > 3 || !r.hasSurname(at, to) || len(r.names) > 0:
		return false
	}
	r.wrote(from, at)
	r.role = strings.TrimRight(r.role, "·•‧・")
	return r.name(at, to, end)
}

// wrote begins a label's role: after 图/鲁野, 文 leads back to those who wrote.
func (r *roll) wrote(from, to int) {
	r.begin(r.print(from, to))
	r.pictured, r.labelled = false, true
}

// isPicture tells 图 or 摄 after the stroke of 文/图.
func (s strip) isPicture(from, end int) bool {
	return from < end && creditWords().has(s.look[from:s.pieceEnd(from, end)])
}

// done takes what the people before it did. Where no role stands before them, that
// is their role (高进贤 陈晓梅整理); who took the picture is no author.
func (r *roll) done(from, to, end int) bool {
	if r.halfName(from, to) {
		return false
	}
	if word := r.look[from:to]; creditWords().has(word) && !doneWords().has(word) {
		r.pictures(from, to, end)
		return true
	}
	if to-from <= 4 && to-from > 1 && r.look[to-1] == '摄' { // 郭 鹏摄
		r.flush()
		r.people = r.people[:r.group]
		return true
	}
	n := doneEnds().suffix(r.look[from:to])
	left := to - n
	switch {
	case n == 0, n == 1 && left == from && len(r.names)+len(r.people) == 0, n == 1 && left > from && !r.worked(from, to):
		return false
	case left == from:
	case left-from <= 4 && unitEnds().suffix(r.look[from:left]) == 0 && !(left-from == 4 && r.isPaper(from, left)):
		if !r.name(from, left, end) {
			return false
		}
	default:
		r.plain(from, left, end)
	}
	r.did(left, to)
	return true
}

// worked tells 沈泊舟著, where one hanzi after a name says what he did.
func (r *roll) worked(from, to int) bool {
	if to-from < 3 || to-from > 4 || !r.hasSurname(from, to) {
		return false
	}
	if r.look[to-1] == '文' { // 何刚文　张勇摘; but 尚文 is a name
		return strings.ContainsAny(string(r.look), "《摄摘")
	}
	return strings.ContainsRune("著译辑编摘", r.look[to-1])
}

// pictures takes 图, 摄, 提供: the names before it, or after a stroke or colon those that
// follow, are not the authors. After 文/ it counts for nothing.
func (r *roll) pictures(from, to, end int) {
	r.flush()
	if next := r.skip(to); next < end && strings.ContainsRune("/：·", r.look[next]) {
		r.role, r.pictured = "", true
	} else if from < 2 || r.look[from-1] != '/' || r.look[from-2] != '文' {
		r.people = r.people[:r.group]
	}
}

// halfName tells one hanzi that must belong to the one before it: 文 in 柯 文, but not in 石 开 文.
func (r *roll) halfName(from, to int) bool {
	singles := 0
	for i := len(r.names) - 1; i >= 0 && r.names[i][1]-r.names[i][0] == 1; i-- {
		singles++
	}
	return to-from == 1 && singles%2 == 1
}

// did closes the group of those who did something. It is no role (黎昕 整理), but for
// those who helped to gather: 记者吕强，高嵩、孙帅参与采写.
func (r *roll) did(from, to int) {
	r.flush()
	if string(r.look[from:to]) == "参与采写" {
		for i := r.group; i < len(r.people); i++ {
			if r.people[i].Role == "" || r.group > 0 {
				r.people[i].Role = r.print(from, to)
			}
		}
	}
	r.group = len(r.people)
}

// affiliation passes over an office, a place, a class or a post, and takes the
// name that is glued to its end (省畜牧站申有田).
func (r *roll) affiliation(from, to, end int) bool {
	look, n := r.look[from:to], to-from
	if r.labelled && r.group == len(r.people) && n <= 4 { // 文/树懒先生
		return false
	}
	unit, post := unitEnds().suffix(look), postEnds().suffix(look)
	more := r.skip(to) < end
	switch {
	case strings.ContainsFunc(string(look), func(c rune) bool { return isDigit(c) || c == '@' }),
		places().has(look),
		n >= 4 && (unit > 0 || post > 0),
		n >= 2 && unit == n,
		n == 3 && post == 2, // 冷警官
		n >= 2 && post == n,
		more && n == 3 && strings.ContainsRune("县市乡镇省区州村矿厂校馆所局院", look[2]) && (r.role == "" || !r.hasSurname(from, to)),
		more && n == 3 && strings.ContainsRune("路巷街台工级里中处科", look[2]) && !r.hasSurname(from, to),
		n >= 4 && r.isPaper(from, to),
		more && n == 2 && r.role == "" && len(r.names) == 0 && !r.commonSurname(from) && r.namedNext(to, end):
		r.flush()
		r.group = len(r.people)
		return true
	case n >= 6:
		return r.glued(from, to)
	}
	return false
}

// namedNext tells whether a name of two or three hanzi follows and ends the
// group: the second field of 泽北 兰花 and 铁西 郗万福, so that the first is a place.
func (s strip) namedNext(from, to int) bool {
	i := s.skip(from)
	end := s.pieceEnd(i, to)
	return end-i >= 2 && end-i <= 3 && s.hasSurname(i, end) && s.skip(end) >= to
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
func (r *roll) name(from, to, end int) bool {
	if next := r.skip(to); next < end && r.look[next] == '：' { // 报料人：
		return false
	}
	for _, c := range r.look[from:to] {
		if !isHanzi(c) && !isLetter(c) && c != '·' && c != '.' {
			return false
		}
	}
	if r.find(from, to, '月') > from && r.isMoon(from, to) || to-from > 12 {
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

// others drops 等, 等十七人, 等39户 after a name.
func (s strip) others(from, to int) int {
	if i := s.find(from, to, '等'); i >= from+2 {
		return i
	}
	return to
}

// dot finds a middle dot that parts two names (马跃峰·姜晓丹); one inside a name
// (阿布都·热合曼) does not count.
func (r *roll) dot(from, to int) int {
	for i := from; i < to; i++ {
		if r.look[i] != '·' {
			continue
		}
		if i-from <= 1 || i == to-1 || r.hasSurname(from, i) && i-from <= 3 && r.hasSurname(i+1, min(to, i+2)) {
			return i
		}
	}
	return to
}

// hasSurname tells whether the runes begin with a surname.
func (s strip) hasSurname(from, to int) bool {
	return from < to && surnames().prefix(s.look[from:to]) > 0
}

// commonSurname tells one of the three hundred commonest surnames.
func (s strip) commonSurname(at int) bool {
	rank := surnames().rankOf(s.look[at : at+1])
	return rank > 0 && rank <= 300
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
	if utf8.RuneCountInString(name) < 2 {
		r.odd = true
		return
	}
	if r.pictured {
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
		for _, k := range [...]int{3, 2, 4} {
			if i+k > n {
				continue
			}
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
	c := surnames().rankOf(look[:n]) / 150
	switch {
	case spaced && given == 2:
		c += 8
	case !spaced && given == 1:
		c += n
	case n == 2:
		c -= 4 // a compound surname is hardly chance
	}
	return c
}
