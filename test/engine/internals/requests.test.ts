import { describe, expect, it } from 'vitest';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import type { Matrix } from '../../../src/common/contracts/internals/attention';
import { Asked, asTokens, roomy, tight } from './support/ask';

const text = 'The café sold 3 cups of wonderful soup, and profits rose.';
const asWords = { mergeWords: true, leaveOutSpecial: true };
const head = (layer: number | null, which: number | null): Matrix => ({
  kind: 'self',
  of: 'weights',
  layer,
  head: which,
});

async function read(model: string, limits = roomy, options = {}) {
  const asked = await Asked.open(model, limits);
  const run = await asked.run(
    [
      { text: 'It rained.', pair: null },
      { text, pair: null },
    ],
    true,
    options,
  );
  return { asked, run, of: { runId: run.runId, row: 1 }, first: { runId: run.runId, row: 0 } };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe('the grid of heads', () => {
  it.each([
    ['right', roomy],
    ['left', roomy],
    ['right', tight],
    ['left', tight],
  ] as const)('has the pictures and numbers of every head, padding on the %s', async (paddingSide, limits) => {
    const { asked, run, first } = await read('bert-sequence-classification', limits, { paddingSide });
    const { length, padding } = run.rows[0]!;
    expect(padding).toBeGreaterThan(5);
    const grid = await asked.ask('attentionGrid', { ...first, kind: 'self', of: 'weights', axis: asTokens, size: 64 });
    const from = paddingSide === 'left' ? padding : 0;
    const pairs = Array.from({ length }, (_, index) => [from + index, from + index + 1]).flat();
    expect([...grid.queries]).toEqual(pairs);
    expect([...grid.keys]).toEqual(pairs);
    expect(grid).toMatchObject({ layers: 2, heads: 4, width: length, height: length });
    expect(grid.thumbnails).toHaveLength(2 * 5 * length * length);
    const whole: [number, number] = [0, length];
    for (const layer of [0, 1]) {
      for (const which of [0, 1, 2, 3, null]) {
        const part = { ...first, axis: asTokens, matrix: head(layer, which), queries: whole, keys: whole };
        const { values } = await asked.ask('attentionValues', part);
        const at = (layer * 5 + (which ?? 4)) * length * length;
        const expected = values.map((weight) => Math.round(255 * Math.sqrt(weight)));
        expect([...grid.thumbnails.subarray(at, at + length * length)]).toEqual([...expected]);
        const { pixels } = await asked.ask('attentionPicture', { ...part, width: 500, height: 500 });
        expect([...pixels]).toEqual([...expected]);
        if (which === null) continue;
        const rows = Array.from({ length }, (_, row) => values.subarray(row * length, (row + 1) * length));
        for (const row of rows) expect(sum(row)).toBeCloseTo(1, 5);
        const entropy = sum(rows.map((row) => -sum([...row].map((w) => (w > 0 ? w * Math.log2(w) : 0))))) / length;
        expect(grid.entropy[layer * 4 + which]).toBeCloseTo(entropy, 5);
        const distance =
          sum(rows.map((row, query) => sum([...row].map((w, key) => w * Math.abs(query - key))))) / length;
        expect(grid.distance[layer * 4 + which]).toBeCloseTo(distance, 4);
      }
    }
  });

  it('of rollout has one picture a layer, and of merged words the words', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    const rollout = await asked.ask('attentionGrid', { ...of, kind: 'self', of: 'rollout', axis: asTokens, size: 8 });
    expect(rollout).toMatchObject({ layers: 2, heads: 0, width: 8, height: 8 });
    expect(rollout.thumbnails).toHaveLength(2 * 64);
    expect(rollout.entropy).toHaveLength(0);
    const words = await asked.ask('attentionGrid', { ...of, kind: 'self', of: 'weights', axis: asWords, size: 128 });
    const tokens = await asked.ask('tokens', { ...of, part: 'input', from: 0, to: 100 });
    const shown = Array.from({ length: words.queries.length / 2 }, (_, entry) =>
      tokens.slice(words.queries[2 * entry], words.queries[2 * entry + 1]),
    );
    expect(shown.map((each) => each.map((token) => token.text).join(''))).toEqual(text.split(/\s+|(?=[,.])/));
  });

  it('of a tokenizer that splits no words has them by their marks', async () => {
    const { asked, of } = await read('llama-causal-lm');
    const { queries } = await asked.ask('attentionGrid', {
      ...of,
      kind: 'self',
      of: 'weights',
      axis: asWords,
      size: 8,
    });
    const tokens = await asked.ask('tokens', { ...of, part: 'input', from: 0, to: 100 });
    const shown = Array.from({ length: queries.length / 2 }, (_, entry) =>
      tokens
        .slice(queries[2 * entry], queries[2 * entry + 1])
        .map((token) => token.token)
        .join(''),
    );
    expect(shown.map((word) => word.replace('▁', ''))).toEqual(
      text.split(' ').map((word): unknown => expect.stringContaining(word.slice(0, 1)) as unknown),
    );
  });

  it('of cross-attention has targets by texts and no distance', async () => {
    const asked = await Asked.open('t5-conditional-generation');
    const { runId } = await asked.run([{ text, pair: null, target: 'La soupe.' }], true);
    const of = { runId, row: 0 };
    const inside = await asked.ask('internals', of);
    expect(
      inside.attentions.map(({ kind, queries, keys, causal, neurons }) => ({ kind, queries, keys, causal, neurons })),
    ).toEqual([
      { kind: 'encoder', queries: 'input', keys: 'input', causal: false, neurons: true },
      { kind: 'decoder', queries: 'target', keys: 'target', causal: true, neurons: true },
      { kind: 'cross', queries: 'target', keys: 'input', causal: false, neurons: true },
    ]);
    expect(inside.hiddenStates.map(({ kind, sequence, finalNorm }) => ({ kind, sequence, finalNorm }))).toEqual([
      { kind: 'encoder', sequence: 'input', finalNorm: true },
      { kind: 'decoder', sequence: 'target', finalNorm: true },
    ]);
    const grid = await asked.ask('attentionGrid', { ...of, kind: 'cross', of: 'weights', axis: asTokens, size: 128 });
    expect(grid.height).toBe(inside.tokens.target);
    expect(grid.width).toBe(inside.tokens.input);
    expect(grid.distance.every(Number.isNaN)).toBe(true);
    expect(grid.entropy.every((bits) => bits > 0)).toBe(true);
    const rollout = { ...of, kind: 'cross', of: 'rollout', axis: asTokens, size: 64 } as const;
    await expect(asked.ask('attentionGrid', rollout)).rejects.toMatchObject({ code: 'usage' });
    await expect(asked.ask('attentionGrid', { ...rollout, kind: 'self' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('links and profiles', () => {
  it('are the same whether layers are kept or computed', async () => {
    const answers = [];
    for (const limits of [roomy, tight]) {
      const { asked, of } = await read('llama-causal-lm', limits);
      const links = await asked.ask('strongestLinks', {
        ...of,
        kind: 'self',
        axis: asTokens,
        betweenWords: true,
        limit: 20,
      });
      const profile = await asked.ask('attentionProfile', {
        ...of,
        matrix: head(1, 2),
        axis: asWords,
        chosen: [1, 3, 3],
        direction: 'to',
      });
      answers.push({ links, profile });
      for (const [index, weight] of links.weights.entries()) {
        const [layer, which, query, key] = [links.layers, links.heads, links.queries, links.keys].map(
          (each) => each[index]!,
        );
        const part = { queries: [query!, query! + 1], keys: [key!, key! + 1] } as {
          queries: [number, number];
          keys: [number, number];
        };
        const { values } = await asked.ask('attentionValues', {
          ...of,
          matrix: head(layer!, which!),
          axis: asTokens,
          ...part,
        });
        expect(values[0]).toBeCloseTo(weight, 6);
        expect(query).not.toBe(key);
        expect(key).not.toBe(0); // the start token is special
      }
    }
    const [kept, computed] = answers;
    expect(computed!.links.total).toBe(kept!.links.total);
    for (const [index, weight] of kept!.links.weights.entries())
      expect(computed!.links.weights[index]).toBeCloseTo(weight, 5);
    for (const [index, weight] of kept!.profile.throughLayers.entries()) {
      expect(computed!.profile.throughLayers[index]).toBeCloseTo(weight, 5);
    }
  });
});

describe('one neuron', () => {
  it.each([
    ['bert-sequence-classification', 'self', {}],
    ['bert-sequence-classification', 'self', { paddingSide: 'left' }],
    ['gpt2-causal-lm', 'self', { paddingSide: 'right' }],
    ['llama-causal-lm', 'self', { paddingSide: 'left' }],
    ['mistral-causal-lm', 'self', {}],
  ] as const)('%s %s %j: product, score and softmax give the weight', async (model, kind, options) => {
    const { asked, run, first } = await read(model, roomy, options);
    const { length, padding } = run.rows[0]!;
    const from = options && 'paddingSide' in options && options.paddingSide === 'left' ? padding : 0;
    const { attentions, tokens } = await asked.ask('internals', first);
    const { layers, heads } = attentions[0]!;
    for (let layer = 0; layer < layers; layer++) {
      for (let which = 0; which < heads; which++) {
        const [query, key] = [length - 1, which % length];
        const neuron = await asked.ask('neuron', {
          ...first,
          kind,
          layer,
          head: which,
          query: from + query,
          key: from + key,
        });
        expect(neuron.scores).toHaveLength(tokens.input);
        const product = sum(neuron.query.map((x, index) => x * neuron.key[index]!));
        expect(sum(neuron.product)).toBeCloseTo(product, 4);
        expect(product * neuron.scale + neuron.bias).toBeCloseTo(neuron.score, 4);
        expect(neuron.bias).toBe(0);
        const real = neuron.scores.subarray(from, from + length);
        const exponentials = real.map((score) => Math.exp(score - neuron.score));
        expect(1 / sum(exponentials)).toBeCloseTo(neuron.weight, 5);
        const { values } = await asked.ask('attentionValues', {
          ...first,
          matrix: head(layer, which),
          axis: asTokens,
          queries: [query, query + 1],
          keys: [0, length],
        });
        for (const [index, weight] of values.entries()) expect(neuron.weights[from + index]).toBeCloseTo(weight, 5);
      }
    }
  });

  it('of T5 has the position in its bias, and of cross-attention text for keys', async () => {
    const asked = await Asked.open('t5-conditional-generation');
    const { runId } = await asked.run([{ text, pair: null, target: 'La soupe est bonne.' }], true);
    for (const kind of ['encoder', 'decoder', 'cross'] as const) {
      const one = await asked.ask('neuron', { runId, row: 0, kind, layer: 1, head: 1, query: 2, key: 1 });
      expect(sum(one.product) * one.scale + one.bias).toBeCloseTo(one.score, 4);
      expect(one.scale).toBe(1);
      expect(Math.abs(one.bias) > 1e-4).toBe(kind !== 'cross');
      const part = { queries: [2, 3] as [number, number], keys: [1, 2] as [number, number] };
      const matrix: Matrix = { kind, of: 'weights', layer: 1, head: 1 };
      const { values } = await asked.ask('attentionValues', { runId, row: 0, matrix, axis: asTokens, ...part });
      expect(values[0]).toBeCloseTo(one.weight, 5);
    }
  });
});

describe('questions that have no answer', () => {
  const whole = { queries: [0, 3] as [number, number], keys: [0, 3] as [number, number] };

  it('are refused in plain sentences', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    const values = { ...of, axis: asTokens, matrix: head(0, 0), ...whole };
    const refused = async (work: Promise<unknown>, code: string): Promise<void> => {
      await expect(work).rejects.toMatchObject({ code, message: expect.stringMatching(/^[A-Z0-9].*\.$/) as string });
    };
    await refused(asked.ask('attentionValues', { ...values, matrix: head(2, 0) }), 'usage');
    await refused(asked.ask('attentionValues', { ...values, matrix: head(0, 4) }), 'usage');
    await refused(asked.ask('attentionValues', { ...values, queries: [0, 1e9] }), 'usage');
    await refused(asked.ask('attentionValues', { ...values, keys: [5000, 5001] }), 'usage');
    await refused(asked.ask('attentionPicture', { ...values, keys: [0, 99], width: 9, height: 9 }), 'usage');
    await refused(asked.ask('attentionProfile', { ...values, chosen: [0, 99], direction: 'from' }), 'usage');
    await refused(asked.ask('neuron', { ...of, kind: 'self', layer: 0, head: 0, query: 0, key: 99 }), 'usage');
    await refused(asked.ask('neuron', { ...of, kind: 'self', layer: 9, head: 0, query: 0, key: 0 }), 'usage');
    await refused(asked.ask('neuron', { ...of, kind: 'cross', layer: 0, head: 0, query: 0, key: 0 }), 'not-found');
    const hidden = { ...of, kind: 'self' as const, axis: asTokens };
    await refused(asked.ask('hiddenCosines', { ...hidden, state: 3, size: 4 }), 'usage');
    await refused(asked.ask('hiddenNeighbours', { ...hidden, state: 1, token: 99 }), 'usage');
    await refused(asked.ask('hiddenOverview', { ...hidden, pathOf: 99 }), 'usage');
    await refused(asked.ask('internals', { ...of, row: 2 }), 'not-found');
    await refused(asked.ask('internals', { runId: of.runId + 1, row: 0 }), 'not-found');
  });

  it('about a run that newer ones pushed out are answered so', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    for (let i = 0; i < 16; i++) await asked.run([{ text: `word ${i}`, pair: null }], false);
    await expect(asked.ask('internals', of)).rejects.toMatchObject({ code: 'not-found' });
    const grid = { ...of, kind: 'self', of: 'weights', axis: asTokens, size: 64 } as const;
    await expect(asked.ask('attentionGrid', grid)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('end where they are cancelled', async () => {
    const { asked, of } = await read('bert-sequence-classification', tight);
    const source = new CancellationSource();
    const grid = { ...of, kind: 'self', of: 'weights', axis: asTokens, size: 64 } as const;
    const asking = asked.ask('attentionGrid', grid, source);
    source.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
    expect((await asked.ask('attentionGrid', grid)).layers).toBe(2);
  });

  it.each([
    [{ ...roomy, keptBytes: 0, layerBytes: 1000 }, /attention of one layer/],
    [{ ...roomy, keptBytes: 0, hiddenBytes: 1000 }, /hidden states/],
  ])('that take too much memory say how many tokens would fit', async (limits, reason) => {
    const { asked, of, run } = await read('bert-sequence-classification', limits);
    expect(run.prediction?.ok).toBe(true);
    await expect(asked.ask('internals', of)).rejects.toMatchObject({
      code: 'too-big',
      message: expect.stringMatching(reason) as string,
      help: expect.stringMatching(/about \d+ tokens fit/) as string,
    });
  });
});

describe('hidden states', () => {
  it('of one token have the cosines and norms of its states', async () => {
    const { asked, of } = await read('bert-base-model');
    const hidden = { ...of, kind: 'self', axis: asTokens } as const;
    const overview = await asked.ask('hiddenOverview', { ...hidden, pathOf: null });
    const tokens = overview.tokens.length / 2;
    expect(overview).toMatchObject({ states: 3, path: { token: 0 } });
    expect([...overview.layerCosines].filter((_, at) => at % 4 === 0)).toEqual(
      [1, 1, 1].map((x): unknown => expect.closeTo(x, 6)),
    );
    const { cosines, norm, normBefore } = await asked.ask('hiddenNeighbours', { ...hidden, state: 2, token: 3 });
    expect(norm).toBeCloseTo(overview.norms[2 * tokens + 3]!, 4);
    expect(normBefore).toBeCloseTo(overview.norms[tokens + 3]!, 4);
    const all = await asked.ask('hiddenCosines', { ...hidden, state: 2, size: 512 });
    expect(all).toMatchObject({ size: tokens, exact: true });
    for (const [other, cosine] of cosines.entries()) expect(all.values[3 * tokens + other]).toBeCloseTo(cosine, 5);
    expect(overview.path.toLast[2]).toBeCloseTo(1, 6);
    expect(overview.path.toPrevious[0]).toBeNaN();
    expect(overview.projection.points).toHaveLength(3 * tokens * 2);
    expect((await asked.ask('hiddenNeighbours', { ...hidden, state: 0, token: 0 })).normBefore).toBeNull();
  });
});
