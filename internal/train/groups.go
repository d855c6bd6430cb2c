package main

import "github.com/banmian/banmian/internal/paper"

// The groups of pages that are scored together.
const (
	groupNews  = "ordinary news" // of the written pages
	groupOther = "other genres"  // of the written pages
	groupReal  = "real, annotated"
	groupLater = "real, later, heads known"
)

// groupOf sorts the annotated pages. A written page is ordinary news if at least six
// of ten items are news, briefs, pictures or continuations, no more than a third are
// pictures, and there are fewer than three notices and poems: the pages of city,
// county, metro and national papers and their front pages. The rest are supplements,
// theory, letters, listings, notices, verse and the like.
func groupOf(p page) string {
	if p.day() != "" {
		return groupReal
	}
	kinds := map[paper.Kind]int{}
	for _, it := range p.Items {
		kinds[it.Kind]++
	}
	news := kinds[paper.News] + kinds[paper.Brief] + kinds[paper.Photo] + kinds[paper.Continuation]
	if 10*news >= 6*len(p.Items) && 3*kinds[paper.Photo] <= len(p.Items) && kinds[paper.Notice]+kinds[paper.Poem] < 3 {
		return groupNews
	}
	return groupOther
}
