/**
 * A matrix [outputs, inputs] in blocks, as ONNX Runtime's `MatMulNBits` takes it (docs/ContribOperators.md there): each
 * row is cut into blocks of `size` numbers, the last one filled up, and a block has whole numbers q of `bits` bits, a scale
 * s and a zero point z, which stand for (q - z) s.
 */
export interface BlockLayout {
  readonly outputs: number;
  readonly inputs: number;
  readonly bits: 8 | 4;
  readonly size: number;
}

/** Bytes of each part of a matrix in blocks. */
export interface BlockBytes {
  /** [outputs, blocks of a row, size * bits / 8]; of two numbers in a byte the first is the lower half. */
  readonly values: number;
  /** float32 [outputs, blocks of a row]. */
  readonly scales: number;
  /** [outputs, bytes of a row], packed like `values`; none for 8 bits, where all are the middle, 128. */
  readonly zeros: number;
}

/** Numbers of a block. Larger ones take less memory and are less exact. */
export const blockSize = 32;

export function blocksOfRow({ inputs, size }: Pick<BlockLayout, 'inputs' | 'size'>): number {
  return Math.ceil(inputs / size);
}

export function blockBytes(layout: BlockLayout): BlockBytes {
  const blocks = blocksOfRow(layout);
  return {
    values: (layout.outputs * blocks * layout.size * layout.bits) / 8,
    scales: layout.outputs * blocks * Float32Array.BYTES_PER_ELEMENT,
    zeros: layout.bits === 4 ? layout.outputs * Math.ceil(blocks / 2) : 0,
  };
}
