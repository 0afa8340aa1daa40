import { describe, expect, it } from 'vitest';
import { Asked, asTokens, asWords, head, read, roomy, sum, text, tight } from './support/ask';

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

  it('of one layer is that layer of the whole grid, and has its strongest links ready', async () => {
    const { asked, first } = await read('bert-sequence-classification', tight);
    const grid = { ...first, kind: 'self', of: 'weights', axis: asTokens, size: 16 } as const;
    const links = { ...first, kind: 'self', axis: asTokens, betweenWords: true, limit: 50 } as const;
    const layers = [];
    for (const layer of [0, 1]) layers.push(await asked.ask('attentionGrid', { ...grid, layer }));
    const merged = await asked.ask('strongestLinks', links);
    const whole = await asked.ask('attentionGrid', grid);
    for (const name of ['thumbnails', 'entropy', 'distance'] as const) {
      expect(layers.flatMap((layer) => [...layer[name]])).toEqual([...whole[name]]);
    }
    expect(layers[0]).toMatchObject({ layers: 1, heads: 4, width: whole.width, height: whole.height });
    const kept = await read('bert-sequence-classification', roomy);
    const expected = await kept.asked.ask('strongestLinks', { ...links, runId: kept.first.runId });
    expect(merged.total).toBe(expected.total);
    expect(merged.weights).toHaveLength(expected.weights.length);
    for (const [index, weight] of expected.weights.entries()) expect(merged.weights[index]).toBeCloseTo(weight, 5);
    await expect(asked.ask('attentionGrid', { ...grid, layer: 2 })).rejects.toMatchObject({ code: 'usage' });
    await expect(asked.ask('attentionGrid', { ...grid, of: 'rollout', layer: 0 })).rejects.toMatchObject({
      code: 'usage',
    });
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
        const part = (index: number | undefined): [number, number] => [index!, index! + 1];
        const { values } = await asked.ask('attentionValues', {
          ...of,
          matrix: head(layer!, which!),
          axis: asTokens,
          queries: part(query),
          keys: part(key),
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
