import type { BlockLayout } from './block-layout';

/** Rows in blocks (`BlockLayout`), filled with zeros before they are made. Each row begins at a byte of its own. */
export interface BlockRows {
  readonly values: Uint8Array;
  readonly scales: Float32Array;
  /** Empty for 8 bits. */
  readonly zeros: Uint8Array;
}

/**
 * Makes blocks of `count` rows; false where a number is not finite.
 *
 * Round to nearest. 8 bits: s = max|w| / 127 and z = 128, so that q is 1 to 255. 4 bits: s = (high - low) / 15 and
 * z = round(-low / s), where low and high are the least and the largest of the block and 0, which stays exact.
 *
 * A thread is given it as text: it uses nothing but what it is given.
 */
export type ToBlocks = (
  rows: Float32Array,
  count: number,
  layout: Omit<BlockLayout, 'outputs'>,
  into: BlockRows,
) => boolean;

export const toBlocks: ToBlocks = (rows, count, { inputs, size, bits }, { values, scales, zeros }) => {
  const blocks = Math.ceil(inputs / size);
  const zeroBytes = Math.ceil(blocks / 2);
  for (let index = 0; index < count * blocks; index++) {
    const row = Math.floor(index / blocks);
    const block = index - row * blocks;
    const start = row * inputs + block * size;
    const length = Math.min(size, inputs - block * size);
    let low = 0;
    let high = 0;
    let wrong = 0;
    for (let at = start; at < start + length; at++) {
      const weight = rows[at] as number;
      wrong += weight * 0;
      if (weight < low) low = weight;
      if (weight > high) high = weight;
    }
    if (wrong !== 0) return false;
    scales[index] = bits === 8 ? Math.max(-low, high) / 127 : (high - low) / 15;
    const scale = scales[index] as number;
    const inverse = scale === 0 ? 0 : 1 / scale;
    const from = index * size;
    if (bits === 8) {
      // Cutting off what is behind the point rounds what half a step was added to. What fills up stands for 0.
      for (let place = 0; place < length; place++)
        values[from + place] = (rows[start + place] as number) * inverse + 128.5;
      values.fill(128, from + length, from + size);
      continue;
    }
    const zero = Math.min(15, Math.round(-low * inverse));
    const byte = row * zeroBytes + (block >> 1);
    zeros[byte] = (zeros[byte] as number) | (zero << (4 * (block & 1)));
    for (let place = 0; place < size; place += 2) {
      const first = place < length ? (rows[start + place] as number) : 0;
      const second = place + 1 < length ? (rows[start + place + 1] as number) : 0;
      const lower = Math.min(15, first * inverse + zero + 0.5) | 0;
      const upper = Math.min(15, second * inverse + zero + 0.5) | 0;
      values[(from + place) >> 1] = lower | (upper << 4);
    }
  }
  return true;
};
