package convert

import (
	"slices"
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

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

// pieceEnd is where the run of print without space, punctuation or bracket ends; but
// a class (六（4）班) is one.
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
		if !r.opened() { // 整理：本报记者 王芳
			r.begin(r.print(start, stop))
		}
		r.reporter = true
		from = stop
		if from < to && r.look[from] == '·' {
			from++
		}
	}
}

// opened tells a label of work on a text (整理, 采写; not 文, 作者) that waits for its first name.
func (r *roll) opened() bool {
	work := []rune(foldText(r.role))
	return r.labelled && len(work) > 1 && doneWords().has(work) && len(r.names) == 0 && len(r.people) == r.group
}

// begin starts a role: it goes to the names that follow.
func (r *roll) begin(role string) {
	r.flush()
	r.role, r.group, r.labelled = role, len(r.people), false
}

// before takes what is glued to the front of a role and is no part of it: the
// last name of the role before (王芳通讯员), or its letter-spaced half (程 渝实习生).
func (r *roll) before(from, to int) {
	n := to - from
	half := n == 1 && len(r.names) > 0 && isHanzi(r.look[from])
	if half || n >= 2 && n <= 4 && r.hasSurname(from, to) {
		r.names = append(r.names, [2]int{from, to})
		return
	}
	r.odd = r.odd || !r.begins(from, "综合") && unitEnds().suffix(r.look[from:to]) == 0
}

func (r *roll) firstReporter(from, to int) int {
	start, _ := r.reporterAt(from, to)
	return start
}

// listed flushes the roll and tells whether it held people and nothing else.
func (r *roll) listed() bool {
	r.flush()
	return len(r.people) > 0 && !r.odd
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
	for _, word := range [...]string{"驻", "本报驻", "本报赴", "本社驻", "新华社驻"} {
		if s.begins(from, word) {
			return true
		}
	}
	return false
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
	return r.begins(from, "发自") || named && r.begins(from, "寄自") || named && to-from > 3 && r.begins(to-2, "报道") &&
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

// label takes a role that stands before its name: 执笔：葛望舒, 文/边小雨, 编译何敏之; not
// 整理 in 黎昕 整理, not 文 in 文/图 王芳 and not the surname in 文 轩.
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

// done takes what the people before it did (黎昕 整理, 陈小梅整理); who took the picture (郭 野摄)
// is no author.
func (r *roll) done(from, to, end int) bool {
	if r.halfName(from, to) {
		return false
	}
	if word := r.look[from:to]; creditWords().has(word) && !doneWords().has(word) {
		r.pictures(from, to, end)
		return true
	}
	if to-from <= 4 && to-from > 1 && r.look[to-1] == '摄' {
		r.flush()
		r.people = r.people[:r.group]
		return true
	}
	n := doneEnds().suffix(r.look[from:to])
	left := to - n
	switch {
	case n == 0, n == 1 && left > from && !r.worked(from, to):
		return false
	case n == 1 && left == from && len(r.names)+len(r.people) == 0: // 文 in 文 轩
		return false
	case left > from && (left-from > 4 || r.isOffice(from, left)):
		r.plain(from, left, end)
	case left > from && !r.name(from, left, end):
		return false
	}
	r.did(left, to)
	return true
}

// worked tells 沈泊舟著, where one hanzi after a name says what he did.
func (r *roll) worked(from, to int) bool {
	if to-from < 3 || to-from > 4 || !r.hasSurname(from, to) {
		return false
	}
	if r.look[to-1] == '文' { // 何苗文　张野摘; but 尚文 is a name
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

// halfName tells one hanzi that must belong to the one before it: 文 in 柯 文, but
// not in 石 开 文.
func (r *roll) halfName(from, to int) bool {
	singles := 0
	for i := len(r.names) - 1; i >= 0 && r.names[i][1]-r.names[i][0] == 1; i-- {
		singles++
	}
	return to-from == 1 && singles%2 == 1
}

// did closes the group of those who did something. It is no role (黎昕 整理), but for
// those who helped to gather: 记者吕白，高山、孙木参与采写.
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
	switch {
	case r.isReader() && r.group == len(r.people) && to-from == 3 && r.hasSurname(from, to) && (r.begins(from+1, "女士") || r.begins(from+1, "先生")): // 读者 翁女士
		return false
	case r.labelled && r.group == len(r.people) && to-from <= 4: // 文/树懒先生
		return false
	case r.isOffice(from, to), r.isPlace(from, to, end):
		r.flush()
		r.group = len(r.people)
		return true
	}
	return to-from >= 6 && r.glued(from, to)
}

// isOffice tells what is an affiliation or a post by its own look: 省农科院, 清算组, 机械1304,
// 中国电力报, 校长, 冷警官.
func (s strip) isOffice(from, to int) bool {
	look, n := s.look[from:to], to-from
	if slices.ContainsFunc(look, func(c rune) bool { return isDigit(c) || c == '@' }) {
		return true
	}
	unit, post := unitEnds().suffix(look), postEnds().suffix(look)
	return n >= 4 && (unit > 0 || post > 0 || s.isPaper(from, to)) || n >= 2 && (unit == n || post == n) || n == 3 && post == 2
}

// isPlace tells a place, or what is one when a name follows: 四川, 南山乡 白丁, 铁西 郗万福. Names
// end in 州 and 乡 too: after a role 程九州 is a person.
func (r *roll) isPlace(from, to, end int) bool {
	look, n := r.look[from:to], to-from
	surnamed := r.hasSurname(from, to)
	switch {
	case places().has(look):
		return true
	case r.skip(to) >= end:
		return false
	case n == 3 && strings.ContainsRune("县市乡镇省区州村矿厂校馆所局院", look[2]):
		return r.role == "" || !surnamed
	case n == 3 && strings.ContainsRune("路巷街台工级里中处科", look[2]):
		return !surnamed
	}
	return n == 2 && r.role == "" && len(r.names) == 0 && !r.commonSurname(from) && r.namedNext(to, end)
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
