/** Arithmetic as PyTorch does it on float32 tensors: every step rounded, so that angles come out as Python's do. */
const { fround } = Math;

/** 0, 2, 4, ... below `dim`, divided by it. */
export function exponents(dim: number, divisor = dim): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.ceil(dim / 2) }, (_, index) => (2 * index) / divisor);
}

/** `base ** exponents` */
export function powers(base: number, of: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(of, (exponent) => fround(base) ** exponent);
}

/** `number / x`, which PyTorch computes as the reciprocal times the number. */
export function over(number: number, x: number): number {
  return fround(fround(1 / x) * fround(number));
}
