import type { WordStream } from './word-stream';

/** Fills an array with numbers that are evenly distributed from -bound to below bound. */
export function fillUniform(data: Float32Array, bound: number, stream: WordStream): void {
  for (let index = 0; index < data.length; index++) data[index] = (stream.next() / 2 ** 31) * bound;
}
