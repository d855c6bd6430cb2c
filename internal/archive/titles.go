package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// mostPapers is how many papers an archive has at most: their names have to differ.
const mostPapers = 100

// Hanzi that are the same in both scripts, and in GB 2312 and Big5: of places, surnames
// and given names that nobody has.
var (
	placeHanzi   = []rune("清河山江平安石林海光明文德成永和春溪川泉")
	surnameHanzi = []rune("王林李周田文石江高方何洪白金")
	givenHanzi   = []rune("明安平志文宏德建成立元光海山秀玉芳美子心")
)

var (
	paperEnds      = map[bool][]string{false: {"日报", "晚报", "时报"}, true: {"日報", "晚報", "時報"}}
	sectionNames   = map[bool][]string{false: {"要闻", "时政", "经济", "社会", "文化", "副刊"}, true: {"要聞", "政治", "財經", "社會", "文化", "副刊"}}
	weekdays       = []rune("日一二三四五六")
	hanziNumbers   = []string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	pagesOfAnIssue = []int{4, 8, 8, 12, 16}
)

// bareMasthead is the number of the masthead that says nothing; those below it differ.
const bareMasthead = 4

// A title is a newspaper: what its pages have in common.
type title struct {
	name        string
	traditional bool
	pages       int    // of an issue
	letter      string // A of A03, or empty
	tree        string
	masthead    int  // which of the mastheads, up to bareMasthead
	inWords     bool // a jump says 第三版, not 第3版
	arrow       bool // and has arrows
}

// newTitle draws a newspaper. The number makes its name its own.
func newTitle(number int, trees mix, rng *rand.Rand) *title {
	t := &title{traditional: number%3 == 2, tree: trees.draw(rng)}
	place := []rune{placeHanzi[number%len(placeHanzi)], placeHanzi[(number/len(placeHanzi)*7+number+3)%len(placeHanzi)]}
	t.name = string(place) + pick(paperEnds[t.traditional], rng)
	t.pages = pick(pagesOfAnIssue, rng)
	if rng.IntN(3) == 0 {
		t.letter = "A"
	}
	t.masthead, t.inWords, t.arrow = rng.IntN(bareMasthead+1), rng.IntN(2) == 0, rng.IntN(4) == 0
	return t
}

// number spells the page with this place in an issue as the document does: 3, A3.
func (t *title) number(place int) string { return t.letter + strconv.Itoa(place+1) }

// folio spells it as the page prints it and its file is named: 03, A03.
func (t *title) folio(place int) string { return fmt.Sprintf("%s%02d", t.letter, place+1) }

// path names the file of a page.
func (t *title) path(day time.Time, place int) string {
	if t.tree == "flat" {
		return fmt.Sprintf("%s/%s-%s.txt", t.name, day.Format("20060102"), t.folio(place))
	}
	return fmt.Sprintf("%s/%s/%s.txt", t.name, day.Format(time.DateOnly), t.folio(place))
}

// pageWords names a page in running text: 第三版, A03版.
func (t *title) pageWords(place int) string {
	switch {
	case t.letter != "":
		return t.folio(place) + "版"
	case t.inWords && place < 10:
		return "第" + hanziNumbers[place+1] + "版"
	}
	return fmt.Sprintf("第%d版", place+1)
}

// mastheadOf gives the lines above a page, and whether the last is its section's name.
// Some papers say nothing of themselves there: then the path tells.
func (t *title) mastheadOf(day time.Time, place int, section string) (lines []string, hasSection bool) {
	date := fmt.Sprintf("%d年%d月%d日　星期%c", day.Year(), day.Month(), day.Day(), weekdays[day.Weekday()])
	switch t.masthead {
	case 0:
		return []string{t.name + "　" + date + "　" + t.pageWords(place), section}, true
	case 1:
		return []string{t.folio(place) + "　" + t.name, day.Format("2006.01.02") + "　星期" + string(weekdays[day.Weekday()]), section}, true
	case 2:
		return []string{date, t.folio(place) + "版　" + section}, false
	case 3:
		return []string{section}, true
	}
	return nil, false
}

// person draws a name of as many hanzi.
func person(hanzi int, rng *rand.Rand) string {
	name := []rune{pick(surnameHanzi, rng)}
	for len(name) < hanzi {
		name = append(name, pick(givenHanzi, rng))
	}
	return string(name)
}

func pick[T any](from []T, rng *rand.Rand) T { return from[rng.IntN(len(from))] }
