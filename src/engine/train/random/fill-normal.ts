import type { WordStream } from './word-stream';

/** Fills an array with numbers of a normal distribution around 0 (Box and Muller 1958). */
export function fillNormal(data: Float32Array, standardDeviation: number, stream: WordStream): void {
  for (let index = 0; index < data.length; index += 2) {
    // Above 0, because of the logarithm; the other may be 0.
    const radius = standardDeviation * Math.sqrt(-2 * Math.log(((stream.next() >>> 0) + 1) / 2 ** 32));
    const angle = ((stream.next() >>> 0) / 2 ** 32) * 2 * Math.PI;
    data[index] = radius * Math.cos(angle);
    if (index + 1 < data.length) data[index + 1] = radius * Math.sin(angle);
  }
}
