//go:build !amd64

package network

// vectors: there is no vector form for this processor.
const vectors = false

func addVectors(_, _ *float32, _ int, _ float32)         { panic("no vectors") }
func multiplyVectors(_, _, _ *float32, _, _, _ int)      { panic("no vectors") }
func dotVectors(_, _ *float32, _ int, _ *[lanes]float32) { panic("no vectors") }
