import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { broadcast, product } from '../../../src/engine/graph/shapes';
import { GraphError, type Shape } from '../../../src/engine/graph/types';

describe('broadcast', () => {
  test.each<[Shape, Shape, Shape]>([
    [['batch', 12, 'sequence', 64], [], ['batch', 12, 'sequence', 64]],
    [
      ['batch', 12, 'sequence', 'sequence'],
      ['batch', 1, 1, 'sequence'],
      ['batch', 12, 'sequence', 'sequence'],
    ],
    [
      [3, 1],
      [1, 4],
      [3, 4],
    ],
    [[5], ['batch', 5], ['batch', 5]],
  ])('%j and %j', (a, b, expected) => {
    expect(broadcast(a, b)).toEqual(expected);
    expect(broadcast(b, a)).toEqual(expected);
  });

  test.each<[Shape, Shape]>([
    [[3], [4]],
    [['batch'], ['sequence']],
    [['batch'], [4]],
  ])('%j and %j do not go together', (a, b) => expect(() => broadcast(a, b)).toThrow(GraphError));
});

describe('product', () => {
  test.each<[Shape, number | string]>([
    [[], 1],
    [[2, 3], 6],
    [['sequence', 3, 'batch', 2], '6*batch*sequence'],
    [['batch*sequence', 4], '4*batch*sequence'],
    [['4*batch', 2, 'batch'], '8*batch*batch'],
  ])('%j', (shape, expected) => expect(product(shape)).toBe(expected));

  test('does not depend on order or grouping', () => {
    const dim = fc.oneof(fc.nat(9), fc.constantFrom('batch', 'sequence', 'past'));
    fc.assert(
      fc.property(fc.array(dim), fc.nat(5), (shape, cut) => {
        const all = product(shape);
        expect(product(shape.toReversed())).toBe(all);
        expect(product([product(shape.slice(0, cut)), product(shape.slice(cut))])).toBe(all);
      }),
    );
  });
});
