package main

import (
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

// TestKinds tells the kinds of items on pages that were not learned from. The
// floor may only rise.
func TestKinds(t *testing.T) {
	loaded, err := loadPages("../../testdata/editions/*.ann")
	if err != nil {
		t.Fatal(err)
	}
	pages := make([]*paper.Annotated, len(loaded))
	for i, p := range loaded {
		pages[i] = p.Annotated
	}
	right, confusions := crossKinds(pages, 5)
	t.Logf("%.4f of the items; %v", right, confusions)
	if floor := 0.88; right < floor {
		t.Errorf("%.4f of the items right, was at least %.2f", right, floor)
	}
}
