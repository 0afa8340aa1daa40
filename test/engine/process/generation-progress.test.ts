import { afterEach, expect, test, vi } from 'vitest';
import type {
  GeneratedToken,
  GenerationCost,
  GenerationProgress,
} from '../../../src/common/contracts/generation/engine-requests';
import { ProgressTeller } from '../../../src/engine/process/handlers/generate/progress';

afterEach(() => vi.restoreAllMocks());

const token = (id: number): GeneratedToken => ({
  ...{ id, token: String(id), text: '', special: false, probability: 1, processedProbability: 1, rank: 1 },
});
const cost: GenerationCost = {
  ...{ device: 'cpu', firstTokenMs: 1, tokensPerSecond: null, cacheBytes: 0, weights: 'float32' },
};

test('the first tokens are told at once, those after them at most 20 times a second, and none is lost', () => {
  const now = vi.spyOn(performance, 'now');
  const told: GenerationProgress[] = [];
  const teller = new ProgressTeller((progress) => told.push(progress));
  for (let ms = 0; ms < 200; ms += 10) {
    now.mockReturnValue(ms);
    for (const sequence of [0, 1]) teller.add(sequence, token(ms));
    teller.step(cost);
  }
  teller.flush(cost);
  teller.flush(cost);
  const ids = (sequence: number) =>
    told.map(({ added }) => added.find((each) => each.sequence === sequence)?.tokens.map(({ id }) => id));
  expect(ids(0)).toEqual([
    [0],
    [10, 20, 30, 40, 50],
    [60, 70, 80, 90, 100],
    [110, 120, 130, 140, 150],
    [160, 170, 180, 190],
  ]);
  expect(ids(1)).toEqual(ids(0));
});
