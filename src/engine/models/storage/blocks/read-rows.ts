import type * as Files from 'node:fs';
import type { QuantiseJob } from './quantise-main';

type Stored = Pick<QuantiseJob, 'dtype' | 'offset' | 'turned' | 'inputs' | 'outputs'>;

/** Reads `count` numbers of a matrix as float32, from the number `at` on; false where the file ends before. */
type ReadFloats = (at: number, count: number, into: Float32Array) => boolean;

/**
 * Opens a matrix of a file for reading, by pieces that stay in the processor's cache.
 * @param halves the bits in float32 of each of the 65,536 numbers of float16
 */
export type OpenFloats = (
  files: Pick<typeof Files, 'readSync'>,
  stored: Stored,
  descriptor: number,
  halves: Uint32Array,
) => ReadFloats;

// Threads are given both functions as text: they use nothing but what they are given.

export const openFloats: OpenFloats = (files, { dtype, offset }, descriptor, halves) => {
  const piece = new Uint8Array(1 << 18);
  const [words, pairs] = [new Uint32Array(piece.buffer), new Uint16Array(piece.buffer)];
  const width = dtype === 'F32' ? 4 : 2;
  const fill = (position: number, bytes: number): boolean => {
    for (let done = 0; done < bytes;) {
      const got = files.readSync(descriptor, piece, done, bytes - done, position + done);
      if (got === 0) return false;
      done += got;
    }
    return true;
  };
  return (at, count, floats) => {
    const bits = new Uint32Array(floats.buffer);
    for (let done = 0; done < count;) {
      const some = Math.min(piece.length / width, count - done);
      if (!fill(offset + (at + done) * width, some * width)) return false;
      if (dtype === 'F32') bits.set(words.subarray(0, some), done);
      else if (dtype === 'BF16') for (let i = 0; i < some; i++) bits[done + i] = (pairs[i] as number) << 16;
      else for (let i = 0; i < some; i++) bits[done + i] = halves[pairs[i] as number] as number;
      done += some;
    }
    return true;
  };
};

/**
 * Gives rows [outputs, inputs] of a matrix from one on; null where the file ends before. One that lies the other way round
 * is read whole.
 */
export type RowsOf = (stored: Stored, read: ReadFloats) => (from: number, count: number) => Float32Array | null;

export const rowsOf: RowsOf = ({ turned, inputs, outputs }, read) => {
  if (!turned) {
    return (from, count) => {
      const rows = new Float32Array(count * inputs);
      return read(from * inputs, rows.length, rows) ? rows : null;
    };
  }
  const whole = new Float32Array(inputs * outputs);
  const isWhole = read(0, whole.length, whole);
  return (from, count) => {
    const rows = new Float32Array(count * inputs);
    for (let input = 0; input < inputs; input++) {
      for (let row = 0; row < count; row++) {
        rows[row * inputs + input] = whole[input * outputs + from + row] as number;
      }
    }
    return isWhole ? rows : null;
  };
};
