import { describe, expect, it } from 'vitest';
import { epochOrder, type SamplingOptions } from '../../../../src/engine/train/sampling/epoch-order';

const lengths = Array.from({ length: 103 }, (_, row) => 3 + ((row * 37) % 41));

function order(strategy: SamplingOptions['strategy'], epoch = 0, seed = 42): number[] {
  return [...epochOrder(lengths, epoch, { strategy, seed, stepRows: 4 })];
}

describe('the order of rows', () => {
  it('has every row once', () => {
    for (const strategy of ['random', 'sequential', 'group_by_length'] as const) {
      expect(order(strategy).sort((a, b) => a - b)).toEqual(lengths.map((_, row) => row));
    }
  });

  it('is that of the file when it is sequential', () => {
    expect(order('sequential', 1)).toEqual(lengths.map((_, row) => row));
  });

  it('follows from the seed and the epoch alone', () => {
    expect(order('random', 2, 7)).toEqual(order('random', 2, 7));
    expect(order('random', 2, 7)).not.toEqual(order('random', 1, 7));
    expect(order('random', 2, 7)).not.toEqual(order('random', 2, 8));
    expect(order('random', 0, 7)).not.toEqual(order('random', 0, 7 + 2 ** 32));
  });

  it('puts each row at each place about as often', () => {
    const counts = new Map<number, number>();
    for (let epoch = 0; epoch < 6000; epoch++) {
      const [first = -1] = epochOrder([1, 1, 1], epoch, { strategy: 'random', seed: 1, stepRows: 1 });
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('puts rows of like length together, the longest of all first', () => {
    const grouped = order('group_by_length').map((row) => lengths[row]!);
    expect(grouped[0]).toBe(Math.max(...lengths));
    const spread = (values: number[]) => {
      let sum = 0;
      for (let at = 0; at + 4 <= values.length; at += 4) {
        const step = values.slice(at, at + 4);
        sum += Math.max(...step) - Math.min(...step);
      }
      return sum;
    };
    expect(spread(grouped)).toBeLessThan(spread(order('random').map((row) => lengths[row]!)) / 3);
  });
});
