package main

import (
	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// page is one annotated page and where it came from.
type page struct {
	name string
	*paper.Annotated
	weight float32 // how much it counts in learning
}

// loadPages reads all annotated pages that the patterns name.
func loadPages(patterns ...string) ([]page, error) {
	var pages []page
	loaded, err := sheet.Load(patterns...)
	for _, p := range loaded {
		pages = append(pages, page{p.Name, p.Annotated, 1})
	}
	return pages, err
}

// set gives the page in another layout.
func (p page) set(l sheet.Layout) page { return page{p.name, l.Set(p.Annotated), p.weight} }
