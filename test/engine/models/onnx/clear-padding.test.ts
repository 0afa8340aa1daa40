import { expect, test } from 'vitest';
import { clearPadding } from '../../../../src/engine/models/onnx/clear-padding';

const masks = (...rows: number[][]) => ({
  attentionMask: BigInt64Array.from(rows.flat(), BigInt),
  dims: [rows.length, rows[0]?.length ?? 0] as const,
});

test('what an operation does not write for padding is 0, and the rest as it was', () => {
  const [rows, heads, size] = [2, 2, 3];
  const written = Float32Array.from({ length: rows * heads * size * size }, (_, index) => index + 1);
  // The second text has two tokens: its third key and its third query are whatever was in memory.
  const row = heads * size * size;
  const left = written.map((value, index) => {
    const [query, key] = [Math.floor(index / size) % size, index % size];
    return index >= row && (query === 2 || key === 2) ? NaN : value;
  });
  clearPadding({ dims: [rows, heads, size, size], data: left }, masks([1, 1, 1], [1, 1, 0]));
  const expected = written.map((value, index) => {
    const [query, key] = [Math.floor(index / size) % size, index % size];
    return index >= row && (query === 2 || key === 2) ? 0 : value;
  });
  expect(left).toEqual(expected);
  expect(left.filter((value) => value === 0)).toHaveLength(heads * 5);
});
