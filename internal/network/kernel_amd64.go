package network

import "golang.org/x/sys/cpu"

// vectors tells whether this processor has AVX2.
var vectors = cpu.X86.HasAVX2

// addVectors adds row × by to out; n is a multiple of lanes.
//
//go:noescape
func addVectors(out, row *float32, n int, by float32)

// multiplyVectors adds in × matrix to the first done columns of out, of width; done is
// a multiple of lanes, inputs at least 1.
//
//go:noescape
func multiplyVectors(out, in, matrix *float32, inputs, width, done int)

// dotVectors adds to each lane the products that stand in it; n is a multiple of lanes.
//
//go:noescape
func dotVectors(a, b *float32, n int, sums *[lanes]float32)
