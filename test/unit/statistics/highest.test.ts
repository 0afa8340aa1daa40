import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highest } from '../../../src/common/statistics/highest';

const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 });

it('gives what sorting gives, of equals the first', () => {
  fc.assert(
    fc.property(values, fc.nat(70), (all, count) => {
      const order = all
        .map((_, index) => index)
        .sort((a, b) => (all[b]! > all[a]! ? 1 : all[b]! < all[a]! ? -1 : a - b));
      expect(highest(all, count)).toEqual(order.slice(0, count));
    }),
  );
});

it('leaves out what is not allowed, and what is no number', () => {
  fc.assert(
    fc.property(values, fc.nat(9), fc.infiniteStream(fc.boolean()), (all, count, stream) => {
      const allowed = all.map(() => (stream.next().value ? 1 : 0));
      const alone = all.map((value, index) => (allowed[index] ? value : NaN));
      expect(highest(all, count, allowed)).toEqual(highest(alone, count));
    }),
  );
  expect(highest([NaN, 2, -Infinity, NaN], 9)).toEqual([1, 2]);
});
