import fc from 'fast-check';
import { matrixOf, rowOf, type MatrixView } from '../../../../src/engine/internals/attention/matrix-view';
import { shownAxis, type ShownAxis } from '../../../../src/engine/internals/tokens/axis';
import type { TokenFacts } from '../../../../src/engine/internals/tokens/token-facts';

/** Tokens with padding on one side, words of some pieces, and special tokens between them. */
export const someTokens: fc.Arbitrary<TokenFacts> = fc
  .record({
    words: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
    padding: fc.nat(3),
    left: fc.boolean(),
  })
  .map(({ words, padding, left }) => {
    const from = left ? padding : 0;
    // 0 pieces: a special token.
    const tokens = words.flatMap((pieces, word) => (pieces === 0 ? [-1] : Array<number>(pieces).fill(word)));
    const length = tokens.length + padding;
    const all = new Int32Array(length).fill(-1);
    all.set(tokens, from);
    const special = Uint8Array.from(all, (word) => (word < 0 ? 1 : 0));
    return { length, from, to: from + tokens.length, special, words: all };
  });

export const someOptions = fc.record({ mergeWords: fc.boolean(), leaveOutSpecial: fc.boolean() });

/** A matrix inside a larger array whose rows sum to 1. */
export function distributions(rows: number, columns: number, seed: number): MatrixView {
  const [offset, stride] = [3, columns + 2];
  const data = new Float32Array(offset + rows * stride).fill(7);
  let state = seed;
  for (let row = 0; row < rows; row++) {
    const weights = Float64Array.from({ length: columns }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.exp((state / 2 ** 32) * 12);
    });
    const sum = weights.reduce((a, b) => a + b, 0);
    weights.forEach((weight, column) => (data[offset + row * stride + column] = weight / sum));
  }
  return { data, offset, stride, rows, columns };
}

export const at = (view: MatrixView, row: number, column: number): number => rowOf(view, row)[column]!;

/** Tokens, their axis, and a matrix between real tokens. */
export const someMatrix = fc
  .record({ tokens: someTokens, options: someOptions, seed: fc.integer({ min: 1, max: 1e9 }) })
  .map(({ tokens, options, seed }) => {
    const size = tokens.to - tokens.from;
    return { tokens, axis: shownAxis(tokens, options), view: distributions(size, size, seed) };
  });

/** First and behind-last token of an entry, counted from the first real token. */
export function entry({ pairs, base }: ShownAxis, index: number): [number, number] {
  return [pairs[2 * index]! - base, pairs[2 * index + 1]! - base];
}

export { matrixOf };
