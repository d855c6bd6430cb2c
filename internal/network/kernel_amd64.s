#include "textflag.h"

// func addVectors(out, row *float32, n int, by float32)
TEXT ·addVectors(SB), NOSPLIT, $0-28
	MOVQ         out+0(FP), DI
	MOVQ         row+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS by+24(FP), Y1

add8:
	VMULPS  (SI), Y1, Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNZ     add8
	VZEROUPPER
	RET

// ADD8 adds an input (in all lanes of Y8) times eight columns of its row to their sums.
#define ADD8(offset, product, sums) \
	VMULPS offset(R11), Y8, product \
	VADDPS product, sums, sums

// The sums of 32 columns are in Y0 to Y3 or Y4 to Y7.
#define LOAD32(offset, a, b, c, d) \
	VMOVUPS (offset+0)(DI), a  \
	VMOVUPS (offset+32)(DI), b \
	VMOVUPS (offset+64)(DI), c \
	VMOVUPS (offset+96)(DI), d

#define ADD32(offset, a, b, c, d) \
	ADD8((offset+0), Y9, a)   \
	ADD8((offset+32), Y10, b) \
	ADD8((offset+64), Y11, c) \
	ADD8((offset+96), Y12, d)

#define STORE32(offset, a, b, c, d) \
	VMOVUPS a, (offset+0)(DI)  \
	VMOVUPS b, (offset+32)(DI) \
	VMOVUPS c, (offset+64)(DI) \
	VMOVUPS d, (offset+96)(DI)

// FIRST goes to the first input and its row, NEXT to the next and back to the loop.
#define FIRST \
	MOVQ SI, R10 \
	MOVQ DX, R11 \
	MOVQ CX, R12

#define NEXT(loop) \
	ADDQ $4, R10 \
	ADDQ R9, R11 \
	DECQ R12     \
	JNZ  loop

// PASS goes on to the columns behind a strip.
#define PASS(columns) \
	ADDQ $(4*columns), DI \
	ADDQ $(4*columns), DX \
	SUBQ $columns, R8

// func multiplyVectors(out, in, matrix *float32, inputs, width, done int)
//
// Columns are worked off in strips of 64, 32 and 8: the sums of a strip stay in
// registers while all inputs are added to them.
TEXT ·multiplyVectors(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ in+8(FP), SI
	MOVQ matrix+16(FP), DX
	MOVQ inputs+24(FP), CX
	MOVQ width+32(FP), R9
	MOVQ done+40(FP), R8
	SHLQ $2, R9            // bytes from one row of the matrix to the next

strip64:
	CMPQ R8, $64
	JLT  strip32
	LOAD32(0, Y0, Y1, Y2, Y3)
	LOAD32(128, Y4, Y5, Y6, Y7)
	FIRST

input64:
	VBROADCASTSS (R10), Y8
	ADD32(0, Y0, Y1, Y2, Y3)
	ADD32(128, Y4, Y5, Y6, Y7)
	NEXT(input64)
	STORE32(0, Y0, Y1, Y2, Y3)
	STORE32(128, Y4, Y5, Y6, Y7)
	PASS(64)
	JMP strip64

strip32:
	CMPQ R8, $32
	JLT  strip8
	LOAD32(0, Y0, Y1, Y2, Y3)
	FIRST

input32:
	VBROADCASTSS (R10), Y8
	ADD32(0, Y0, Y1, Y2, Y3)
	NEXT(input32)
	STORE32(0, Y0, Y1, Y2, Y3)
	PASS(32)
	JMP strip32

strip8:
	CMPQ R8, $8
	JLT  multiplied
	VMOVUPS (DI), Y0
	FIRST

input8:
	VBROADCASTSS (R10), Y8
	ADD8(0, Y9, Y0)
	NEXT(input8)
	VMOVUPS Y0, (DI)
	PASS(8)
	JMP strip8

multiplied:
	VZEROUPPER
	RET

// func dotVectors(a, b *float32, n int, sums *[lanes]float32)
TEXT ·dotVectors(SB), NOSPLIT, $0-32
	MOVQ    a+0(FP), SI
	MOVQ    b+8(FP), DI
	MOVQ    n+16(FP), CX
	MOVQ    sums+24(FP), DX
	VMOVUPS (DX), Y0

dot8:
	VMOVUPS (SI), Y1
	VMULPS  (DI), Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNZ     dot8
	VMOVUPS Y0, (DX)
	VZEROUPPER
	RET
