package network

import (
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestVectorsGiveTheSameBits runs both forms of the kernels over rows of every
// width that has strips of 64, 32, 8 and a rest.
func TestVectorsGiveTheSameBits(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no AVX2, and so never runs the vector form")
	}
	defer func() { vectors = true }()
	rng := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) []float32 {
		row := make([]float32, n)
		for i := range row {
			if row[i] = float32(rng.NormFloat64()); rng.IntN(4) == 0 {
				row[i] = 0
			}
		}
		return row
	}
	for width := range 140 {
		for inputs := range 5 {
			out, in, matrix := draw(width), draw(inputs), draw(inputs*width)
			by := rng.Float32()
			var results [2][]float32
			for form := range results {
				vectors = form == 1
				sum := slices.Clone(out)
				multiply(sum, in, matrix)
				Add(sum, out, by)
				results[form] = append(sum, dot(sum, out))
			}
			if !slices.Equal(results[0], results[1]) {
				t.Fatalf("%d inputs, %d wide: %v without vectors, %v with", inputs, width, results[0], results[1])
			}
		}
	}
}
