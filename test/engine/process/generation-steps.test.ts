import { describe, expect, test } from 'vitest';
import { softmax } from '../../../src/common/statistics/probabilities';
import { goldenOf, goldenTensors, rowOf, settingsOf } from '../generate/support/golden';
import { Asked } from '../internals/support/ask';
import { generated, idsOf, noEnd, open, promptOf, settings } from './support/generation';

describe('what a step was chosen from', () => {
  const [golden] = goldenOf('gpt2').prompts;

  test.each(golden!.settings!.map((each) => [each.name, each] as const))(
    '%s, as transformers has it',
    async (name, given) => {
      const asked = await open('gpt2');
      const expected = (await goldenTensors('gpt2', 'processed0')).get(name)!;
      for (const step of [0, 9, 19]) {
        const detail = await asked.ask('generationStep', {
          prompt: promptOf(golden!.text, golden!.greedy.slice(0, step)),
          settings: settings({ ...settingsOf(given), do_sample: true, max_new_tokens: 20 }),
          ...{ chosen: golden!.greedy[step]!, at: null, top: 200 },
        });
        const after = softmax(rowOf(expected, step));
        for (const { id, probabilities } of detail.alternatives) {
          expect(probabilities.at(-1)).toBeCloseTo(after[id]!, 4);
        }
        if (detail.stages.length > 0) expect(detail.stages.at(-1)!.left).toBe(given.kept[step]);
        const sums = detail.others.probabilities.map((rest, column) =>
          detail.alternatives.reduce((sum, { probabilities }) => sum + probabilities[column]!, rest),
        );
        for (const sum of sums) expect(sum).toBeCloseTo(1, 9);
        const entropy = after.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
        expect(detail.entropy[1]).toBeCloseTo(entropy, 3);
      }
    },
  );

  test('each setting that changed something is there, in its order', async () => {
    const asked = await open('gpt2');
    const detail = await asked.ask('generationStep', {
      prompt: promptOf(golden!.text),
      settings: settings({
        ...{ do_sample: true, temperature: 0.7, top_k: 20, top_p: 0.9, repetition_penalty: 1.2, max_new_tokens: 20 },
        // These change nothing at a first step.
        ...{ no_repeat_ngram_size: 9, forced_eos_token_id: 299, typical_p: 1 },
      }),
      ...{ chosen: 3, at: null, top: 2 },
    });
    expect(detail.stages.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'repetition_penalty 1.2',
      'temperature 0.7',
      'top_k 20',
      'top_p 0.9',
    ]);
    expect(detail.stages.map(({ left }) => left)).toEqual([300, 300, 20, 2]);
    expect(detail.alternatives.map(({ id, rank }) => [id, rank])).toEqual([
      [golden!.greedy[0], 1],
      [expect.any(Number), 2],
      [3, expect.any(Number)],
    ]);
    expect(detail).toMatchObject({ vocabSize: 300, others: { count: 297 } });
    expect(detail.alternatives[2]!.probabilities.slice(3)).toEqual([0, 0]);
  });

  test('kept logits give what reading again gives; a place that is another is read again', async () => {
    const asked = await open('gpt2');
    const given = { do_sample: true, num_return_sequences: 2, max_new_tokens: 6, ...noEnd };
    const { result } = await generated(asked, promptOf('The', [5]), given);
    const ids = idsOf(result)[1]!;
    const ask = (at: { generation: number; sequence: number; step: number } | null) =>
      asked.ask('generationStep', {
        prompt: promptOf('The', [5, ...ids.slice(0, 3)]),
        ...{ settings: settings(given), chosen: ids[3]!, at, top: 4 },
      });
    const [kept, again, other] = [
      await ask({ generation: result.generation, sequence: 1, step: 3 }),
      await ask(null),
      await ask({ generation: result.generation, sequence: 1, step: 4 }),
    ];
    expect(other).toEqual(again);
    expect(kept.alternatives.map(({ id }) => id)).toEqual(again.alternatives.map(({ id }) => id));
    kept.alternatives.forEach(({ logit }, place) => expect(logit).toBeCloseTo(again.alternatives[place]!.logit, 4));
    const chosen = result.sequences[1]!.tokens[3]!;
    const found = kept.alternatives.find(({ id }) => id === chosen.id);
    expect(found).toMatchObject({ token: chosen.token, text: chosen.text, rank: chosen.rank });
    expect([found!.probabilities[0], found!.probabilities.at(-1)]).toEqual([
      chosen.probability,
      chosen.processedProbability,
    ]);
  });

  test('a token that the vocabulary lacks is refused', async () => {
    const asked = await open('gpt2');
    const params = { prompt: promptOf('The'), settings: settings({}), chosen: 300, at: null, top: 4 };
    await expect(asked.ask('generationStep', params)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('what a step read', () => {
  test.each([
    ['gpt2', 'self', 'attention_1', 1],
    ['t5', 'self', 'decoder_attention_0', 0],
    ['t5', 'cross', 'cross_attention_1', 1],
  ] as const)('%s, %s', async (name, kind, tensor, layer) => {
    const { text, greedy } = goldenOf(name).prompts[0]!;
    const { data, dims } = (await goldenTensors(name, 'greedy0')).get(tensor)!;
    const [heads = 0, queries = 0, keys = 0] = dims;
    const row = (head: number) => [
      ...(data as Float32Array).subarray((head * queries + queries - 1) * keys, (head * queries + queries) * keys),
    ];
    const asked = await open(name);
    const prompt = promptOf(text, greedy.slice(0, 19));
    const one = await asked.ask('generationReads', { prompt, kind, layer, head: 2 });
    expect(one).toMatchObject({ layer, layers: 2, heads, kind });
    expect(one.pieces).toHaveLength(keys);
    row(2).forEach((weight, key) => expect(one.weights[key]).toBeCloseTo(weight, 5));
    const mean = await asked.ask('generationReads', { prompt, kind, layer, head: null });
    const expected = row(0).map((_, key) => [0, 1, 2, 3].reduce((sum, head) => sum + row(head)[key]!, 0) / 4);
    expected.forEach((weight, key) => expect(mean.weights[key]).toBeCloseTo(weight, 5));
    await expect(asked.ask('generationReads', { prompt, kind, layer: 9, head: null })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('an ONNX file gives the same as weights in place', async () => {
    const params = { prompt: promptOf('The café sold', [5, 6]), kind: 'self', layer: null, head: 1 } as const;
    const [own, file] = await Promise.all(
      [null, 'onnx/model.onnx'].map((weights) => Asked.open('gpt2-causal-lm', undefined, weights)),
    );
    const expected = await own!.ask('generationReads', params);
    const found = await file!.ask('generationReads', params);
    expect(found).toMatchObject({ layer: expected.layer, layers: expected.layers, heads: expected.heads });
    expected.weights.forEach((weight, key) => expect(found.weights[key]).toBeCloseTo(weight, 5));
    expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  });

  test('a decoder has no cross-attention', async () => {
    const asking = (await open('gpt2')).ask('generationReads', {
      prompt: promptOf('The'),
      kind: 'cross',
      layer: null,
      head: null,
    });
    await expect(asking).rejects.toMatchObject({ code: 'not-found' });
  });
});
