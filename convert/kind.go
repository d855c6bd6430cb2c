package convert

import "github.com/banmian/banmian/internal/paper"

// kindOf tells what sort of item it is.
func kindOf(it item) paper.Kind {
	has := map[paper.Role]int{}
	for _, b := range it.blocks {
		has[b.role]++
	}
	switch {
	case has[paper.Paragraph] == 0 && has[paper.Caption] > 0:
		return paper.Photo
	case has[paper.Verse] > 2 && has[paper.Paragraph] < 2:
		return paper.Poem
	case has[paper.Paragraph] < 2 && has[paper.Headline] == 0:
		return paper.Brief
	case has[paper.Crosshead] > 0:
		return paper.Feature
	}
	return paper.News
}
