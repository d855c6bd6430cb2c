package convert

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Facts are what is known of a page from elsewhere than its text. Date is
// YYYY-MM-DD, Page as PageNumber spells it; what is not known is empty.
type Facts struct{ Paper, Date, Page, Section string }

// FromName tells what the path of a page's file says of the page: 长治日报, 2024-11-11
// and 2 for 长治日报/2024-11-11/第2版.txt. Slashes part its folders.
//
// What could as well be something else is left out. The rules, cases of which
// stand in testdata/rules/filename.txt:
//   - The paper is a run of hanzi that ends as dailies are named, in the file's
//     name or in a folder; the nearest counts. An abbreviation (cjrb) is no name.
//   - The date is a day that was or will be, from 1815 to 2100, in the file's name,
//     else in its folder; further up only where folders are nothing but the date
//     (2024/11/11), with one folder between at most. Two dates in one name are none.
//   - The page is what the name, else its folder, says with 版, page or p, or a
//     letter with two digits, A03. With a date in the name or its folder one digit
//     will do, and so will a number alone that opens the name or stands behind
//     the date or the paper's name. Two such pages in one name are none.
//   - The section is a word of two to six hanzi that ends the name behind the page.
func FromName(file string) Facts {
	name := scrapsOf(stem(path.Base(file)))
	folders := strings.Split(path.Dir(path.Clean(file)), "/")
	facts := Facts{Paper: paperAmong(name)}
	for _, folder := range slices.Backward(folders) {
		facts.Paper = firstOf(facts.Paper, paperAmong(scrapsOf(folder)))
	}
	home := homeOf(folders)
	parent := scrapsOf(home[len(home)-1])
	date, dated := dateAmong(name)
	if !dated {
		if date, dated = dateAmong(parent); !dated {
			date, dated = dateOfFolders(home)
		}
	}
	facts.Date = date
	if !dated {
		facts.Date, _ = dateOfFolders(home[:len(home)-1])
	}
	facts.Page, facts.Section = pageAmong(name, parent, dated)
	return facts
}

// stem is a file's name without what tells its format: 02 of 02.txt.gz. The page of
// 20241111.A03 is no format.
func stem(name string) string {
	for _, packed := range [...]string{".gz", ".zst", ".bz2", ".xz"} {
		name = strings.TrimSuffix(name, packed)
	}
	ending := path.Ext(name)
	if len(ending) == len(name) || strings.ContainsFunc(ending[min(1, len(ending)):], func(r rune) bool { return r >= 0x80 || !isLetter(r) }) {
		return name
	}
	return strings.TrimSuffix(name, ending)
}

// homeOf gives the folders down to the one that the file is in; a folder of the
// paper's name is passed over: 2024-11-11/长治日报/02.txt.
func homeOf(folders []string) []string {
	last := len(folders) - 1
	if s := scrapsOf(folders[last]); last > 0 && len(s) == 1 && isPaperName(s[0].text) {
		return folders[:last]
	}
	return folders
}

// dailies are the last words of papers' names that hardly any other name ends with.
// 报 alone ends 海报 and 年报 too; a weekly (周刊) may as well be a page, 文化周刊.
var dailies = [...]string{"日报", "晚报", "晨报", "早报", "时报", "商报", "导报", "都市报", "青年报"}

// isPaperName tells the name of a daily: 长治日报, 晨嶼日報; 日报 alone is none.
func isPaperName(word string) bool {
	look := foldText(word)
	for _, end := range dailies {
		if n := len([]rune(end)); len(look) > max(n, 2) && string(look[len(look)-n:]) == end {
			return true
		}
	}
	return false
}

// paperAmong is the paper's name among the pieces of a name: 长治日报 of 长治日报电子版_20241111.
func paperAmong(pieces []scrap) string {
	for _, one := range pieces {
		if name := paperIn(one.text); one.kind == hanziScrap && isPaperName(name) {
			return name
		}
	}
	return ""
}

// dateAmong is the date among the pieces of a name, empty where there are two; the
// bool tells whether there is any.
func dateAmong(pieces []scrap) (date string, dated bool) {
	for _, one := range pieces {
		if one.kind != dayScrap {
			continue
		}
		if dated && one.says != date {
			return "", true
		}
		date, dated = one.says, true
	}
	return date, dated
}

// dateOfFolders is the date that the last folders are, and nothing else: 20241111,
// 2024-11/11, 2024/1111, 2024年/11月/11日.
func dateOfFolders(folders []string) (date string, dated bool) {
	for n := 1; n <= min(3, len(folders)); n++ {
		last := folders[len(folders)-n:]
		for _, joint := range [...]string{"", "-"} {
			if whole := scrapsOf(strings.Join(last, joint)); len(whole) == 1 && whole[0].kind == dayScrap {
				return whole[0].says, true
			}
		}
	}
	return "", false
}

// pageAmong finds the page in the name or in its folder, and the section behind it.
// dated tells that one of them has the date.
func pageAmong(name, parent []scrap, dated bool) (page, section string) {
	at := pagesIn(name, dated)
	if len(at) == 0 {
		if page = onePage(parent, pagesIn(parent, dated)); page != "" {
			return page, ""
		}
		at = countsIn(name, dated)
	}
	if page = onePage(name, at); page != "" {
		section = sectionBehind(name, at[len(at)-1])
	}
	return page, section
}

// pagesIn lists the pieces that say that they are pages, failing these the lettered ones.
func pagesIn(pieces []scrap, dated bool) (at []int) {
	for _, kind := range [...]scrapKind{pageScrap, letterScrap} {
		for i, one := range pieces {
			if one.kind == kind && (kind == pageScrap || dated || one.sure()) {
				at = append(at, i)
			}
		}
		if at != nil {
			return at
		}
	}
	return nil
}

// sure tells a letter and number that are a page's even where nothing tells the date:
// A03, not A4 and not h03.
func (s scrap) sure() bool {
	look := foldText(s.text)
	return len(look) == len("A03") && look[0] <= 'Z'
}

// onePage is the page that the pieces agree on.
func onePage(pieces []scrap, at []int) string {
	for _, i := range at {
		if pieces[i].says != pieces[at[0]].says {
			return ""
		}
	}
	if len(at) == 0 {
		return ""
	}
	return pieces[at[0]].says
}

// countsIn lists the number alone that is a dated file's page. It opens the name or
// stands behind the date or the paper's name: 02, 02-要闻, cjrb_20241111_2. It is none
// before another number (11-12), nor before words that tell what is in an article
// (03-全市经济工作会议召开) or what is counted (3人获奖).
func countsIn(pieces []scrap, dated bool) []int {
	for i, one := range pieces {
		if dated && one.kind == countScrap && one.says != "" && isBehindDate(pieces[:i]) && isAlone(pieces[i+1:]) {
			return []int{i}
		}
	}
	return nil
}

// isBehindDate tells that a page's number may follow these pieces.
func isBehindDate(before []scrap) bool {
	n := len(before)
	if n < 2 {
		return n == 0
	}
	known := before[n-2].kind == dayScrap || before[n-2].kind == hanziScrap && isPaperName(before[n-2].text)
	return known && strings.Trim(before[n-1].text, "-_. ") == ""
}

// isAlone tells that a number is not part of what follows it.
func isAlone(behind []scrap) bool {
	switch {
	case len(behind) == 0:
		return true
	case behind[0].kind != gapScrap:
		return false
	case len(behind) == 1:
		return true
	}
	next := behind[1]
	return next.kind != countScrap && (next.kind != hanziScrap || utf8.RuneCountInString(next.text) <= longestSection)
}

// longestSection is how many hanzi the name of a section has at most: 天天副刊, 经济与社会;
// what is longer is a headline.
const longestSection = 6

// states are words behind a page's number that tell of the file.
var states = [...]string{"副本", "备份", "初稿", "定稿", "终稿", "清样", "校样", "大样", "小样", "已校", "修改", "文字", "文本", "全文", "扫描"}

// sectionBehind is the section that ends a name behind its page: 时政 of 02版：时政.
func sectionBehind(pieces []scrap, at int) string {
	rest := pieces[at+1:]
	if len(rest) == 3 && rest[2].kind == gapScrap { // 02版（时政）
		rest = rest[:2]
	}
	if len(rest) != 2 || rest[0].kind != gapScrap || rest[1].kind != hanziScrap {
		return ""
	}
	word := rest[1].text
	n := utf8.RuneCountInString(word)
	if n < 2 || n > longestSection || isPaperName(word) || slices.Contains(states[:], word) {
		return ""
	}
	return word
}
