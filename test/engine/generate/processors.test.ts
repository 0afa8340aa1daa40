import { describe, expect, test } from 'vitest';
import { softmax } from '../../../src/common/statistics/probabilities';
import { processorsFor } from '../../../src/engine/generate/processors/processors-for';
import { topP } from '../../../src/engine/generate/processors/warpers';
import { nextScores } from '../../../src/engine/generate/sampling/next-scores';
import { pickToken } from '../../../src/engine/generate/sampling/pick';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { difference, goldenOf, goldenTensors, rowOf, settingsOf } from './support/golden';

const models = ['gpt2', 'llama'] as const;
const cases = models.flatMap((model) =>
  goldenOf(model).prompts.flatMap(({ settings = [] }, prompt) =>
    settings.map((setting) => [model, prompt, setting.name, setting] as const),
  ),
);

describe('scores after processors and warpers along the greedy path, as generate of transformers has them', () => {
  test.each(cases)('%s, prompt %i, %s', async (model, index, name, setting) => {
    const { prompts, draws } = goldenOf(model);
    const { input_ids: prompt = [], greedy = [] } = prompts[index] ?? {};
    const logits = (await goldenTensors(model, `greedy${index}`)).get('logits')!;
    const expected = (await goldenTensors(model, `processed${index}`)).get(name)!;
    const processors = processorsFor(resolveSettings({ ...settingsOf(setting), do_sample: true }, {}));
    greedy.forEach((_, step) => {
      const ids = [...prompt, ...greedy.slice(0, step)];
      const context = { ids, promptLength: prompt.length, maxNewTokens: 20 };
      const { processed, processedProbabilities } = nextScores(rowOf(logits, step), processors, context);
      const wanted = rowOf(expected, step);
      const isKept = (score: number): boolean => score !== -Infinity;
      expect(Array.from(processed, isKept)).toEqual(Array.from(wanted, isKept));
      expect(processed.filter(isKept)).toHaveLength(setting.kept[step] ?? -1);
      expect(difference(processed.filter(isKept), wanted.filter(isKept))).toBeLessThanOrEqual(5e-5);
      // Where a draw is at a border, rounding decides and there is no reference.
      const picks = setting.picks[step]!.map((picked, at) => picked ?? pickToken(processedProbabilities, draws[at]!));
      expect(draws.map((draw) => pickToken(processedProbabilities, draw))).toEqual(picks);
    });
  });

  test('the fixtures have every setting', () => {
    expect(cases).toHaveLength(22);
  });
});

describe('processors that no fixture has', () => {
  const context = (ids: number[], promptLength = 1) => ({ ids, promptLength, maxNewTokens: 5 });
  const left = (settings: Parameters<typeof resolveSettings>[0], ids: number[], promptLength = 1) => {
    const processors = processorsFor(resolveSettings(settings, {}));
    const { processed } = nextScores(Float32Array.of(1, 2, 3, 4), processors, context(ids, promptLength));
    return [...processed.keys()].filter((id) => processed[id] !== -Infinity);
  };

  test('no end token before min_new_tokens and min_length', () => {
    expect(left({ min_new_tokens: 2, eos_token_id: [1, 3] }, [0, 0])).toEqual([0, 2]);
    expect(left({ min_new_tokens: 2, eos_token_id: [1, 3] }, [0, 0, 0])).toEqual([0, 1, 2, 3]);
    expect(left({ min_length: 3, eos_token_id: 2 }, [0, 0])).toEqual([0, 1, 3]);
    expect(left({ min_length: 3, eos_token_id: 2 }, [0, 0, 0])).toEqual([0, 1, 2, 3]);
  });

  test('forced tokens at the beginning and at the end', () => {
    expect(left({ forced_bos_token_id: 2 }, [0])).toEqual([2]);
    expect(left({ forced_bos_token_id: 2 }, [0, 2])).toEqual([0, 1, 2, 3]);
    expect(left({ forced_eos_token_id: [1, 3] }, [0, 0, 0, 0, 0])).toEqual([1, 3]);
    expect(left({ forced_eos_token_id: 1 }, [0, 0, 0, 0])).toEqual([0, 1, 2, 3]);
  });

  test('tokens that are never wanted, or not at first', () => {
    expect(left({ suppress_tokens: [0, 9] }, [1])).toEqual([1, 2, 3]);
    expect(left({ begin_suppress_tokens: [0] }, [1])).toEqual([1, 2, 3]);
    expect(left({ begin_suppress_tokens: [0] }, [1, 1])).toEqual([0, 1, 2, 3]);
    expect(left({ begin_suppress_tokens: [0], forced_bos_token_id: 3 }, [1, 3])).toEqual([1, 2, 3]);
  });

  test('words that are not to come, but for the end token', () => {
    expect(left({ bad_words_ids: [[2], [3, 1], [0]], eos_token_id: 0 }, [3])).toEqual([0, 3]);
    expect(left({ bad_words_ids: [[2], [3, 1], [0]], eos_token_id: 0 }, [1])).toEqual([0, 1, 3]);
  });

  test('when no token is left, that is said', () => {
    expect(() => left({ suppress_tokens: [0, 1, 2, 3] }, [1])).toThrow(/leave no token/);
  });

  test('logits that are not numbers are told as such', () => {
    for (const wrong of [NaN, Infinity]) {
      expect(() => nextScores(Float32Array.of(1, wrong), [], context([0]))).toThrow(/not numbers/);
    }
  });
});

describe('sampling from a large vocabulary', () => {
  // Rounded, so that many are equal.
  const scores = Float32Array.from({ length: 5000 }, (_, id) => Math.round(Math.sin(id * 12.9898) * 40) / 10);
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  const probabilities = softmax(scores);

  test.each([0, 0.003, 0.5, 0.9, 0.999])('top-p %d keeps the fewest that reach it', (p) => {
    const kept = scores.slice();
    topP(p, 1)(kept, { ids: [], promptLength: 0, maxNewTokens: 1 });
    let sum = 0;
    const count = order.findIndex((id) => (sum += probabilities[id]!) >= p - 1e-9) + 1;
    const expected = new Set(order.slice(0, count));
    expect([...kept.keys()].filter((id) => kept[id] !== -Infinity)).toEqual(
      [...scores.keys()].filter((id) => expected.has(id)),
    );
  });

  test.each([0, 0.0001, 0.4, 0.87, 0.9999999])('the draw %d selects as by adding up', (draw) => {
    let sum = 0;
    expect(pickToken(probabilities, draw)).toBe(order.find((id) => (sum += probabilities[id]!) > draw));
  });
});
