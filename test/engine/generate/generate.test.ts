import { afterAll, describe, expect, test } from 'vitest';
import type { GeneratedSequence, GenerationSettings } from '../../../src/common/contracts/generation';
import { CancellationSource, neverCancelled } from '../../../src/common/rpc/cancellation';
import { generate } from '../../../src/engine/generate/generate';
import type { GenerationRequest } from '../../../src/engine/generate/loop/request';
import type { LanguageModel } from '../../../src/engine/generate/model/language-model';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { goldenFolder, goldenOf, settingsOf, type GoldenModel } from './support/golden';

const names = ['gpt2', 'llama', 't5'] as const;
const models = new Map(names.map((name) => [name, open(name)]));
afterAll(async () => {
  for (const model of models.values()) await (await model).dispose();
});

async function open(name: GoldenModel): Promise<LanguageModel> {
  return openLanguageModel(await readCheckpoint(goldenFolder(name), null), { device: 'cpu', threads: 1, runs: 'once' });
}

async function run(
  name: GoldenModel,
  prompts: number[][],
  settings: Partial<GenerationSettings>,
  others: Partial<GenerationRequest> = {},
): Promise<GeneratedSequence[]> {
  const request = { prompts, seed: 1, top: 0, stops: () => Promise.resolve(false), signal: neverCancelled, ...others };
  return generate(await models.get(name)!, { ...request, settings: resolveSettings(settings, {}) });
}

const idsOf = (sequences: readonly GeneratedSequence[]) => sequences.map(({ ids }) => ids);
const prompts = names.flatMap((name) => goldenOf(name).prompts.map((prompt) => [name, prompt.text, prompt] as const));
const first = goldenOf('gpt2').prompts[0]!;

describe('what generate of transformers gives', () => {
  test.each(prompts)('%s: "%s"', async (name, _, { input_ids: prompt, greedy, stopping = [], greedy_with = [] }) => {
    expect(idsOf(await run(name, [prompt], { max_new_tokens: 20 }))).toEqual([greedy]);
    for (const { tokens, ...settings } of stopping) {
      expect(idsOf(await run(name, [prompt], settingsOf(settings)))).toEqual([tokens]);
    }
    for (const { tokens, ...settings } of greedy_with) {
      expect(idsOf(await run(name, [prompt], { max_new_tokens: 20, ...settingsOf(settings) }))).toEqual([tokens]);
    }
  });

  test.each(prompts)('%s: beams of "%s"', async (name, _, { input_ids: prompt, beams }) => {
    for (const { sequences, sequences_scores: scores, ...settings } of beams) {
      const found = await run(name, [prompt], settingsOf(settings));
      // Python pads what ends before the others.
      const padded = found.map(({ ids }, row) => [...ids, ...sequences[row]!.slice(ids.length)]);
      expect(padded).toEqual(sequences);
      found.forEach(({ ids }, row) => {
        expect(new Set(sequences[row]!.slice(ids.length)).size).toBeLessThanOrEqual(1);
      });
      found.forEach(({ score }, row) => {
        expect(Math.abs(score! - scores[row]!)).toBeLessThan(5e-5 * Math.abs(scores[row]!));
      });
    }
  });

  test.each(['gpt2', 'llama'] as const)('%s: a batch padded on the left', async (name) => {
    const { input_ids: padded, attention_mask: mask, tokens } = goldenOf(name).batch;
    const alone = padded.map((row, index) => row.filter((_, at) => mask[index]![at] === 1));
    expect(idsOf(await run(name, alone, { max_new_tokens: 12 }))).toEqual(tokens);
  });
});

describe('sampling', () => {
  const settings = { do_sample: true, max_new_tokens: 8, num_return_sequences: 5, temperature: 1.5 };

  test('a seed repeats, another gives something else, and sequences differ', async () => {
    const once = idsOf(await run('gpt2', [first.input_ids], settings, { seed: 7 }));
    const again = idsOf(await run('gpt2', [first.input_ids], settings, { seed: 7 }));
    const other = idsOf(await run('gpt2', [first.input_ids], settings, { seed: 8 }));
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    expect(new Set(once.map(String)).size).toBe(5);
  });

  test('a sequence does not depend on how many are with it', async () => {
    const five = idsOf(await run('gpt2', [first.input_ids], settings));
    const one = idsOf(await run('gpt2', [first.input_ids], { ...settings, num_return_sequences: 1 }));
    expect(one).toEqual(five.slice(0, 1));
  });

  test('top_k is 50 unless something is said', async () => {
    const [sequence] = await run('gpt2', [first.input_ids], settings, { top: 300 });
    for (const { top } of sequence!.steps) {
      expect(top.filter(({ processedProbability }) => processedProbability > 0)).toHaveLength(50);
    }
  });

  test('beams can be sampled', async () => {
    const beams = { do_sample: true, num_beams: 3, num_return_sequences: 2, max_new_tokens: 6 };
    const once = await run('gpt2', [first.input_ids], beams);
    expect(idsOf(once).map((ids) => ids.length)).toEqual([6, 6]);
    expect(await run('gpt2', [first.input_ids], beams)).toEqual(once);
    expect(once[0]!.score).toBeGreaterThanOrEqual(once[1]!.score!);
  });
});

test('every step tells what was chosen and what else could have been', async () => {
  const told: number[] = [];
  const onStep = (steps: readonly { step: { id: number } }[]) =>
    Promise.resolve(void told.push(...steps.map(({ step }) => step.id)));
  const [sequence] = await run('gpt2', [first.input_ids], { max_new_tokens: 4 }, { top: 3, onStep });
  expect(told).toEqual(sequence!.ids);
  expect(told).toEqual(first.greedy.slice(0, 4));
  for (const { id, logit, probability, processedProbability, top } of sequence!.steps) {
    expect(top).toHaveLength(3);
    expect(top[0]).toEqual({ id, logit, probability, processedProbability });
    expect(top[1]!.logit).toBeGreaterThanOrEqual(top[2]!.logit);
    expect(probability / top[1]!.probability).toBeCloseTo(Math.exp(logit - top[1]!.logit), 4);
  }
});

test('a stop ends it before the next token', async () => {
  const source = new CancellationSource();
  let steps = 0;
  const onStep = () => {
    if (++steps === 3) source.abort();
    return Promise.resolve();
  };
  const running = run('gpt2', [first.input_ids], { max_new_tokens: 20 }, { signal: source, onStep });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(steps).toBe(3);
});

describe('bad prompts and settings', () => {
  const long = Array.from({ length: 64 }, () => 5);

  test.each([
    ['an empty prompt', [[]], {}, 'usage', /empty/],
    ['a prompt without room behind it', [long], {}, 'too-big', /64 tokens/],
    ['a prompt longer than max_length', [[5, 6, 7]], { max_length: 3 }, 'usage', /max_length/],
    ['a token that is not in the vocabulary', [[5, 300]], {}, 'usage', /no token id 300/],
    ['several greedy sequences', [[5]], { num_return_sequences: 2 }, 'usage', /Greedy/],
    ['more sequences than beams', [[5]], { num_beams: 2, num_return_sequences: 3 }, 'usage', /2 beams/],
    ['temperature 0', [[5]], { do_sample: true, temperature: 0 }, 'usage', /temperature 0/],
    ['no new tokens', [[5]], { max_new_tokens: 0 }, 'usage', /nothing/],
  ] as const)('%s', async (_, rows, settings, code, message) => {
    const running = (async () =>
      run(
        'gpt2',
        rows.map((row) => [...row]),
        settings,
      ))();
    await expect(running).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('new tokens end where the positions do', async () => {
    const [sequence] = await run('gpt2', [long.slice(4)], { max_new_tokens: 20 });
    expect(sequence!.ids).toHaveLength(4);
  });
});
