package network

// The three sums that all time goes into. Each has a form for processors with
// AVX2 in kernel_amd64.s; both forms do the same operations in the same order, so
// that every machine gets the same bits. (Nowhere is a product fused into a sum:
// that rounds differently, and not every processor can.)

// lanes is how many numbers a vector register holds.
const lanes = 8

// Add adds row × by to out.
func Add(out, row []float32, by float32) {
	row = row[:len(out)]
	done := 0
	if vectors {
		if done = len(out) &^ (lanes - 1); done > 0 {
			addVectors(&out[0], &row[0], done, by)
		}
	}
	for i := done; i < len(out); i++ {
		out[i] += float32(row[i] * by)
	}
}

// multiply adds in × matrix to out. The matrix is stored by input.
func multiply(out, in, matrix []float32) {
	width := len(out)
	matrix = matrix[:len(in)*width]
	done := 0
	if vectors && len(in) > 0 {
		if done = width &^ (lanes - 1); done > 0 {
			multiplyVectors(&out[0], &in[0], &matrix[0], len(in), width, done)
		}
	}
	if done == width {
		return
	}
	for j, v := range in {
		row := matrix[j*width : j*width+width]
		for i := done; i < width; i++ {
			out[i] += float32(row[i] * v)
		}
	}
}

// dot is the sum of the products, lane by lane first.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var sums [lanes]float32
	done := len(a) &^ (lanes - 1)
	switch {
	case done == 0:
	case vectors:
		dotVectors(&a[0], &b[0], done, &sums)
	default:
		for i := 0; i < done; i += lanes {
			for k := range sums {
				sums[k] += float32(a[i+k] * b[i+k])
			}
		}
	}
	for i := done; i < len(a); i++ {
		sums[i-done] += float32(a[i] * b[i])
	}
	return (sums[0] + sums[4] + (sums[2] + sums[6])) + (sums[1] + sums[5] + (sums[3] + sums[7]))
}
