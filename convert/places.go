package convert

import (
	"strconv"

	"github.com/banmian/banmian/internal/network"
)

// measureNames names the measures of a line, in the order of Unit.Measures; the
// points of its first, last and all characters follow them.
var measureNames = [...]string{
	"seam", "joined", "resume", "resume.far", "echo.behind", "echo.before", "echo.across",
	"length", "digits", "latin", "gaps", "marks", "place", "body",
}

const (
	seamMeasure = iota
	joinedMeasure
	resumeMeasure
	resumeFarMeasure
	echoBehindMeasure
	echoBeforeMeasure
	echoAcrossMeasure
	lengthMeasure
	digitsMeasure
	latinMeasure
	gapsMeasure
	marksMeasure
	placeMeasure
	bodyMeasure
	pointMeasure = len(measureNames) // the points begin here
)

// pointNames names the points of a line's characters that are measures.
var pointNames = [...]string{"first", "second", "third", "last", "last-but-one", "last-but-two", "all"}

// measures is how many measures a line has.
func (r *Reader) measures() int { return pointMeasure + len(pointNames)*r.seam.Size }

// measureNames names them, as "measure.seam", "point.first.3".
func (r *Reader) measureNames() []string {
	var names []string
	for _, name := range measureNames {
		names = append(names, "measure."+name)
	}
	for _, name := range pointNames {
		for k := range r.seam.Size {
			names = append(names, "point."+name+"."+strconv.Itoa(k))
		}
	}
	return names
}

// view is a page as the reading sees it: its lines, and what each shows by
// itself and among the others.
type view struct {
	lines  []line
	looks  []*look
	habit  habit
	reader *Reader
}

// habit is how the page as a whole is set.
type habit struct {
	blank  int // 0 never a blank line between lines, 1 seldom, 2 often, 3 always
	indent int // 0 no long line is indented, 1 some, 2 most
	page   []int
}

// newView looks at all lines of a page.
func (r *Reader) newView(ls []line) *view {
	v := &view{lines: ls, looks: make([]*look, len(ls)), reader: r}
	for i := range ls {
		v.looks[i] = &r.see(&ls[i]).look
	}
	v.habit = v.habits()
	return v
}

// habits measures the page's own way with blank lines, indents and columns.
func (v *view) habits() habit {
	var h habit
	blanks, long, indented, traditional := 0, 0, 0, 0
	widths := map[int]int{}
	for i, l := range v.lines {
		if l.blanks > 0 && i > 0 {
			blanks++
		}
		if v.looks[i].width > 30 {
			long++
			if l.indent >= 2 {
				indented++
			}
		}
		widths[v.looks[i].width]++
		if l.traditional() {
			traditional++
		}
	}
	n := max(len(v.lines), 1)
	h.blank = share(blanks, n-1, 0.03, 0.5, 0.93)
	h.indent = share(indented, long, 0.05, 0.6)
	full := 0
	for w := 8; w <= 30; w++ {
		full = max(full, widths[w]+widths[w+1]+widths[w+2])
	}
	h.page = pageSigns(full, long, traditional, n)
	return h
}

// traditional tells whether one of a line's first hanzi is a Traditional one.
func (l line) traditional() bool {
	k := 0
	for _, r := range l.text {
		if k == 24 || k == len(l.runes) {
			break
		}
		if isHanzi(r) && l.runes[k] != r {
			return true
		}
		k++
	}
	return false
}

// pageSigns says what the page as a whole is like.
func pageSigns(full, long, traditional, n int) (signs []int) {
	switch {
	case 2*full > n && long*5 < n:
		signs = append(signs, pageWrapped)
	case 10*full > 3*n && long*5 < n:
		signs = append(signs, pageHalfWrapped)
	}
	if n < 30 {
		signs = append(signs, pageShort)
	} else if n > 150 {
		signs = append(signs, pageLong)
	}
	if traditional*3 > n {
		signs = append(signs, pageTraditional)
	}
	return signs
}

// share says which of the growing limits part/all has passed.
func share(part, all int, limits ...float64) int {
	for i, limit := range limits {
		if float64(part) <= limit*float64(max(all, 1)) {
			return i
		}
	}
	return len(limits)
}

// units gathers the evidence for every line.
func (v *view) units() []network.Unit {
	units := make([]network.Unit, len(v.lines))
	width := v.reader.measures()
	measures := make([]float32, len(units)*width)
	recur, shapes := v.recurring()
	echo := newEcho(v)
	for i := range units {
		u := &units[i]
		own := v.lines[i].sight
		u.Signs = append(make([]int32, 0, len(own.signs)+32), own.signs...)
		u.Measures = measures[i*width : (i+1)*width]
		v.layoutSigns(u, i)
		v.likeSigns(u, i)
		u.Texts = own.texts
		u.Signs = append(u.Signs,
			int32(shapeSign+bucket(shapes[v.looks[i].shape], []int{1, 3, 7})),
			int32(recurSign+bucket(recur[own.opening], []int{1, 3, 7})))
		v.columnSigns(u, i)
		v.runSigns(u, i)
		v.measure(u.Measures, i, echo)
	}
	return units
}

// layoutSigns says how the line stands among blank lines, indents and on the page.
func (v *view) layoutSigns(u *network.Unit, i int) {
	add := func(sign int) { u.Signs = append(u.Signs, int32(sign)) }
	below := 2
	if i+1 < len(v.lines) {
		below = v.lines[i+1].blanks
	}
	above := v.lines[i].blanks
	if i == 0 {
		above = 2
	}
	add(aboveSign + 3*v.habit.blank + min(above, 2))
	add(belowSign + 3*v.habit.blank + min(below, 2))
	add(indentSign + 4*v.habit.indent + bucket(v.lines[i].indent, []int{1, 3, 5}))
	add(topSign + bucket(i+1, []int{1, 2, 3, 4, 6, 9}))
	add(bottomSign + bucket(len(v.lines)-i, []int{1, 2, 3, 4, 6, 9}))
	for _, s := range v.habit.page {
		add(pageSign + s)
	}
}

// likeSigns says in what the line is like its neighbours.
func (v *view) likeSigns(u *network.Unit, i int) {
	add := func(k int, yes bool) {
		if yes {
			u.Signs = append(u.Signs, int32(likeSign+k))
		}
	}
	k := v.looks[i]
	near := func(a, b int) bool { return a-b <= 1 && b-a <= 1 }
	if i > 0 {
		before := v.looks[i-1]
		add(likeShapeBefore, k.shape == before.shape)
		add(likeOpenBefore, k.open == before.open && k.open != opensHanzi)
		add(likeEndBefore, k.end == before.end)
		add(likeLengthBefore, near(k.length, before.length))
	}
	if i > 1 {
		add(likeShapeTwiceBefore, k.shape == v.looks[i-2].shape)
	}
	if i+1 < len(v.looks) {
		behind := v.looks[i+1]
		add(likeShapeBehind, k.shape == behind.shape)
		add(likeOpenBehind, k.open == behind.open && k.open != opensHanzi)
		add(likeEndBehind, k.end == behind.end)
		add(likeLengthBehind, near(k.length, behind.length))
	}
}

// columnSigns says how full the line is against the column it stands in: the
// width that most lines around it have.
func (v *view) columnSigns(u *network.Unit, i int) {
	var widths [32]int
	all := 0
	for k := max(0, i-6); k < min(len(v.looks), i+7); k++ {
		widths[min(v.looks[k].width, 31)]++
		all++
	}
	mode, full := 31, widths[31]
	for w := 6; w < 31; w++ {
		if n := widths[w] + widths[w-1]/2; n > full {
			mode, full = w, n
		}
	}
	u.Signs = append(u.Signs, int32(widthSign+bucket(mode, []int{9, 12, 15, 18, 22, 28})))
	if mode == 31 {
		return
	}
	tight := share(full, all, 0.3, 0.5)
	over := bucket(v.looks[i].width-mode, []int{-4, -2, -1, 0, 1})
	u.Signs = append(u.Signs, int32(columnSign+6*tight+over))
}

// runSigns says where the line stands in a run of short lines without a stop,
// as heads are, and how long it is against its neighbours.
func (v *view) runSigns(u *network.Unit, i int) {
	add := func(sign int) { u.Signs = append(u.Signs, int32(sign)) }
	if v.short(i) {
		from, to := i, i+1
		for from > 0 && v.short(from-1) && i-from < 5 {
			from--
		}
		for to < len(v.looks) && v.short(to) && to-i < 6 {
			to++
		}
		at, of := i-from, to-from
		switch {
		case of <= 4:
			add(runSign + of*(of-1)/2 + at)
		default:
			add(runSign + 10 + min(at, 3))
		}
	}
	ratio := func(other int) int {
		return bucket(v.looks[i].length-v.looks[other].length, []int{-9, -3, 2, 8})
	}
	if i > 0 {
		add(aboveRatio + ratio(i-1))
	}
	if i+1 < len(v.looks) {
		add(belowRatio + ratio(i+1))
	}
}

// short tells a line that could be part of a head.
func (v *view) short(i int) bool {
	k := v.looks[i]
	return k.length <= 45 && k.end != endsStop && k.end != endsStopQuote && k.end != endsComma
}

// recurring counts how often each opening and each shape stands on the page.
func (v *view) recurring() (openings, shapes map[string]int) {
	openings, shapes = map[string]int{}, map[string]int{}
	for i := range v.lines {
		openings[v.lines[i].sight.opening]++
		shapes[v.looks[i].shape]++
	}
	return openings, shapes
}

// measure fills in the line's measures.
func (v *view) measure(m []float32, i int, echo *echo) {
	l := &v.lines[i]
	if i > 0 {
		m[seamMeasure] = v.seamBetween(i-1, i)
	} else {
		m[seamMeasure] = -2
	}
	m[joinedMeasure] = l.seam
	m[resumeMeasure], m[resumeFarMeasure] = v.resume(i)
	m[echoBehindMeasure], m[echoBeforeMeasure], m[echoAcrossMeasure] = echo.at(i)
	of := &l.sight.shares
	m[lengthMeasure], m[digitsMeasure], m[latinMeasure] = of.length, of.digits, of.latin
	m[gapsMeasure], m[marksMeasure] = of.gaps, of.marks
	m[placeMeasure] = float32(i) / float32(len(v.lines))
	m[bodyMeasure] = v.bodyAround(i)
	copy(m[pointMeasure:], l.sight.points)
}

// seamBetween is how well line b goes on with line a, between -2 and 2.
func (v *view) seamBetween(a, b int) float32 {
	return v.reader.goesOn(v.lines[a].sight.texts[1], v.lines[b].sight.texts[0])
}

// resume looks for a paragraph, up to eight lines above and not the line just
// before, that stands unfinished and with which line i goes on.
func (v *view) resume(i int) (score, far float32) {
	score = -2
	for k := i - 2; k >= max(0, i-8); k-- {
		if v.looks[k].length < 16 || finished(v.looks[k].end) {
			continue
		}
		if s := v.seamBetween(k, i); s > score {
			score, far = s, float32(i-k)/8
		}
	}
	return score, far
}

// finished tells whether an end leaves nothing to wait for.
func finished(end int) bool {
	return end == endsStop || end == endsStopQuote || end == endsStopBracket || end == endsEllipsis
}

// bodyAround is the share of long lines among the four before and the four behind.
func (v *view) bodyAround(i int) float32 {
	long := 0
	for k := max(0, i-4); k <= min(len(v.looks)-1, i+4); k++ {
		if v.looks[k].length > 40 {
			long++
		}
	}
	return float32(long) / 9
}
