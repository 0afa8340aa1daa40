import { describe, expect, it } from 'vitest';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { asTokens, head, read, roomy, tight } from './support/ask';

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
