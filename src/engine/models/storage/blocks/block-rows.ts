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
  const most = bits === 8 ? 255 : 15;
  for (let index = 0; index < count * blocks; index++) {
    const [row, block] = [Math.floor(index / blocks), index % blocks];
    const start = row * inputs + block * size;
    const end = Math.min(start + size, (row + 1) * inputs);
    let [low, high] = [0, 0];
    for (let at = start; at < end; at++) {
      const weight = rows[at] as number;
      if (!(Math.abs(weight) < Infinity)) return false;
      if (weight < low) low = weight;
      if (weight > high) high = weight;
    }
    scales[index] = bits === 8 ? Math.max(-low, high) / 127 : (high - low) / 15;
    const scale = scales[index] as number;
    const inverse = scale === 0 ? 0 : 1 / scale;
    const zero = bits === 8 ? 128 : Math.min(most, Math.round(-low * inverse));
    if (bits === 4) {
      const byte = row * zeroBytes + (block >> 1);
      zeros[byte] = (zeros[byte] as number) | (zero << (4 * (block & 1)));
    }
    for (let place = 0; place < size; place++) {
      // What fills up the last block stands for 0.
      const weight = start + place < end ? (rows[start + place] as number) : 0;
      const value = Math.max(0, Math.min(most, Math.round(weight * inverse) + zero));
      const at = index * size + place;
      if (bits === 8) values[at] = value;
      else values[at >> 1] = (values[at >> 1] as number) | (value << (4 * (place & 1)));
    }
  }
  return true;
};
