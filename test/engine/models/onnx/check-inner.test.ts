import { expect, test } from 'vitest';
import { checkInner } from '../../../../src/engine/models/onnx/check-inner';
import type { InnerSource } from '../../../../src/engine/models/onnx/output-plan';

const sizes = { rows: 2, positions: 5, targets: 7, heads: 3, hiddenSize: 8 };
const check = (inner: InnerSource, dims: number[], known = sizes) => {
  const size = dims.reduce((a, b) => a * b, 1);
  const result = { name: 'attentions.0', output: 'a', shape: null, inner };
  return checkInner(result, { dims, data: new Float32Array(size) }, known, 'model.onnx').dims;
};
const attention = (of: 'self' | 'encoder' | 'decoder' | 'cross', axis = -1): InnerSource => ({
  kind: 'attention',
  of,
  axis,
  demand: null,
  isUnwritten: false,
  value: 'a',
});
const unknown = { ...sizes, heads: null, targets: null } as unknown as typeof sizes;

test.each<[number[], InnerSource, number[]]>([
  [[2, 3, 5, 5], attention('self'), [2, 3, 5, 5]],
  [[2, 3, 5, 5], attention('self', 3), [2, 3, 5, 5]],
  [[6, 5, 5], attention('encoder', 2), [2, 3, 5, 5]],
  [[2, 3, 7, 7], attention('decoder'), [2, 3, 7, 7]],
  [[6, 7, 5], attention('cross'), [2, 3, 7, 5]],
  [[2, 5, 8], { kind: 'hidden-state', of: 'self' }, [2, 5, 8]],
  [[2, 7, 8], { kind: 'hidden-state', of: 'decoder' }, [2, 7, 8]],
])('%j is taken', (dims, inner, expected) => {
  expect(check(inner, dims)).toEqual(expected);
  expect(check(inner, dims, unknown)).toEqual(expected);
});

test.each<[number[], InnerSource]>([
  [[3, 2, 5, 5], attention('self')],
  [[2, 3, 5, 5], attention('self', 2)],
  [[2, 3, 5, 6], attention('self')],
  [[2, 3, 4, 5], attention('encoder')],
  [[2, 3, 7, 6], attention('cross')],
  [[2, 3, 6, 5], attention('cross')],
  [[2, 3, 7, 5], attention('decoder')],
  [[5, 5, 5], attention('self')],
  [[2, 5], attention('self')],
  [[1, 2, 3, 5, 5], attention('self')],
  [[2, 3, 5, 5], attention('self', -2)],
  [[10, 8], { kind: 'hidden-state', of: 'self' }],
  [[5, 2, 8], { kind: 'hidden-state', of: 'self' }],
  [[2, 7, 8], { kind: 'hidden-state', of: 'encoder' }],
  [[2, 5, 9], { kind: 'hidden-state', of: 'self' }],
])('%j is refused', (dims, inner) => {
  expect(() => check(inner, dims)).toThrow('so it is something else');
});
