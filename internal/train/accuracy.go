package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// accuracyFile holds the floors under which the reading must not fall, and the
// figures of the last full evaluation.
const accuracyFile = "testdata/accuracy.txt"

// A floor is what a figure of the built-in weights must reach on the pages of
// testdata/editions in a layout.
type floor struct {
	layout, figure string
	least          float64
}

// floorsOf reads the rows that begin with "floor".
func floorsOf(text string) (floors []floor, err error) {
	for n, row := range strings.Split(text, "\n") {
		words := strings.Fields(row)
		if len(words) == 0 || words[0] != "floor" {
			continue
		}
		if len(words) != 4 {
			return nil, fmt.Errorf("%d: want floor, layout, figure and number", n+1)
		}
		least, err := strconv.ParseFloat(words[3], 64)
		if err != nil {
			return nil, fmt.Errorf("%d: not a number: %s", n+1, words[3])
		}
		floors = append(floors, floor{words[1], words[2], least})
	}
	return floors, nil
}

// writeAccuracy puts the figures of an evaluation in the place of those that were there:
// all that stands below the row "unseen". What stands above is written by hand.
func writeAccuracy(name string, r report) error {
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	above, _, found := strings.Cut(string(old), "\nunseen\n")
	if !found {
		return fmt.Errorf("%s: there is no row \"unseen\" below which the figures could go", name)
	}
	r.digits = 3
	below := strings.TrimRight(r.figures().text(false), "\n")
	return os.WriteFile(name, []byte(above+"\nunseen\n\n"+below+"\n"), 0o666)
}
