package convert

import (
	"strings"

	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

// A sight is what a line shows by itself, wherever it stands. A line is looked at
// once for the joins, and a block only again if it is more than one line.
type sight struct {
	look
	signs   []int32    // of its look, the learned words and the recognisers
	texts   [2][]int32 // the numbers of the characters of its opening and of its end
	opening string     // its first two runes
	shares  shares
	points  []float32 // where its characters stand: pointNames, in order
}

// shares are measures of a line: its length in runes / 40, and how much of it is
// digits, Latin letters, white space and marks.
type shares struct{ length, digits, latin, gaps, marks float32 }

// listened is how many characters of a line's opening and of its end are listened to.
const listened = 14

// see looks at a line, unless that was done.
func (r *Reader) see(l *line) *sight {
	if l.sight != nil {
		return l.sight
	}
	c := count(l.runes)
	s := &sight{look: lookAt(l.runes, &c), texts: r.texts(l.runes), opening: string(l.runes[:min(2, len(l.runes))])}
	u := network.Unit{Signs: make([]int32, 0, 48)}
	s.look.signs(&u)
	r.words.signs(&u, l.runes)
	knownSigns(&u, l.text, s.length)
	s.signs = u.Signs
	n := float32(max(s.length, 1))
	s.shares = shares{
		length: min(n/40, 3), digits: float32(c.digits) / n, latin: float32(c.latin) / n,
		gaps: float32(c.spaces) / n, marks: float32(c.stops+c.commas+c.pauses) / n * 5,
	}
	s.points = r.pointsOf(l.runes)
	l.sight = s
	return s
}

// texts numbers the characters of a line's opening and of its end.
func (r *Reader) texts(runes []rune) [2][]int32 {
	n := min(listened, len(runes))
	all := make([]int32, 2*n)
	for k := range n {
		all[k] = r.character(runes[k])
		all[n+k] = r.character(runes[len(runes)-n+k])
	}
	return [2][]int32{all[:n], all[n:]}
}

// pointsOf puts down where the first three, the last three and all characters of
// a line stand.
func (r *Reader) pointsOf(runes []rune) []float32 {
	s := r.seam
	m := make([]float32, len(pointNames)*s.Size)
	place := func(slot int, x rune) { copy(m[slot*s.Size:], s.Point(r.character(x))) }
	for k := range min(3, len(runes)) {
		place(k, runes[k])
		place(3+k, runes[len(runes)-1-k])
	}
	all := m[6*s.Size : 7*s.Size]
	shown := runes[:min(len(runes), 60)]
	for _, x := range shown {
		network.Add(all, s.Point(r.character(x)), 1/float32(len(shown)))
	}
	return m
}

// knownSigns asks the recognisers of bylines, ledes, jumps and folios.
func knownSigns(u *network.Unit, text string, length int) {
	add := func(k int, yes bool) {
		if yes {
			u.Signs = append(u.Signs, int32(knownSign+k))
		}
	}
	if length <= 70 {
		people, all := byline(text)
		add(knownByline, all)
		add(knownBylineMany, all && len(people) > 1)
		add(knownBylineRole, all && len(people) > 0 && people[0].Role != "")
		_, all = credit(text)
		add(knownCredit, all)
		number, sure := folio(text)
		add(knownFolio, number != "")
		add(knownFolioSure, sure)
		add(knownDate, strings.ContainsAny(text, "年月.-") && factsOf([]paper.Block{{Role: paper.Masthead, Text: text}}).date != "")
	}
	l := lede(text)
	add(knownLede, l.end > 0)
	add(knownLedeDateline, l.dateline != "")
	add(knownLedePeople, len(l.people) > 0)
	end, sure := signature(text)
	add(knownSignature, end.start < len(text))
	add(knownSignatureSure, sure)
	add(knownSignatureDateline, end.dateline != "")
	for _, t := range jump(text) {
		add(knownJump, t.end-t.start == len(text))
		add(knownJumpOpens, t.start == 0)
		add(knownJumpCloses, t.end == len(text))
	}
}
