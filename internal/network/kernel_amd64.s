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
	VMOVUPS 0(DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	VMOVUPS 128(DI), Y4
	VMOVUPS 160(DI), Y5
	VMOVUPS 192(DI), Y6
	VMOVUPS 224(DI), Y7
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

strip64Input:
	VBROADCASTSS (R10), Y8
	VMULPS 0(R11), Y8, Y9
	VADDPS Y9, Y0, Y0
	VMULPS 32(R11), Y8, Y10
	VADDPS Y10, Y1, Y1
	VMULPS 64(R11), Y8, Y11
	VADDPS Y11, Y2, Y2
	VMULPS 96(R11), Y8, Y12
	VADDPS Y12, Y3, Y3
	VMULPS 128(R11), Y8, Y9
	VADDPS Y9, Y4, Y4
	VMULPS 160(R11), Y8, Y10
	VADDPS Y10, Y5, Y5
	VMULPS 192(R11), Y8, Y11
	VADDPS Y11, Y6, Y6
	VMULPS 224(R11), Y8, Y12
	VADDPS Y12, Y7, Y7
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  strip64Input
	VMOVUPS Y0, 0(DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VMOVUPS Y5, 160(DI)
	VMOVUPS Y6, 192(DI)
	VMOVUPS Y7, 224(DI)
	ADDQ $256, DI
	ADDQ $256, DX
	SUBQ $64, R8
	JMP  strip64

strip32:
	CMPQ R8, $32
	JLT  strip8
	VMOVUPS 0(DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

strip32Input:
	VBROADCASTSS (R10), Y8
	VMULPS 0(R11), Y8, Y9
	VADDPS Y9, Y0, Y0
	VMULPS 32(R11), Y8, Y10
	VADDPS Y10, Y1, Y1
	VMULPS 64(R11), Y8, Y11
	VADDPS Y11, Y2, Y2
	VMULPS 96(R11), Y8, Y12
	VADDPS Y12, Y3, Y3
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  strip32Input
	VMOVUPS Y0, 0(DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ $128, DI
	ADDQ $128, DX
	SUBQ $32, R8
	JMP  strip32

strip8:
	CMPQ R8, $8
	JLT  multiplied
	VMOVUPS 0(DI), Y0
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

strip8Input:
	VBROADCASTSS (R10), Y8
	VMULPS 0(R11), Y8, Y9
	VADDPS Y9, Y0, Y0
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  strip8Input
	VMOVUPS Y0, 0(DI)
	ADDQ $32, DI
	ADDQ $32, DX
	SUBQ $8, R8
	JMP  strip8

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
