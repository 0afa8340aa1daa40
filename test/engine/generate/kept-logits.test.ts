import { expect, test } from 'vitest';
import { KeptLogits } from '../../../src/engine/generate/steps/kept-logits';

test('logits are kept until newer ones take their room', () => {
  const kept = new KeptLogits(() => 4 * 10 * 3);
  const logits = [0, 1, 2, 3].map((step) => new Float32Array(10).fill(step));
  const generation = kept.begin(5);
  for (const [step, each] of logits.entries()) kept.add({ generation, sequence: 0, step }, each);
  kept.shrink();
  const found = logits.map((_, step) => kept.get({ generation, sequence: 0, step }, 5 + step));
  expect(found).toEqual([null, ...logits.slice(1)]);
  // Not a copy.
  expect(found[1]).toBe(logits[1]);
});

test('a step is found by its own place alone', () => {
  const kept = new KeptLogits(() => 1e6);
  const generation = kept.begin(2);
  const step = { generation, sequence: 1, step: 3 };
  kept.add(step, new Float32Array(4));
  expect(kept.get(step, 5)).not.toBeNull();
  expect(kept.get(step, 4)).toBeNull();
  expect(kept.get({ ...step, sequence: 0 }, 5)).toBeNull();
  expect(kept.get({ ...step, generation: kept.begin(2) }, 5)).toBeNull();
});
