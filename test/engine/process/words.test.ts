import { describe, expect, it } from 'vitest';
import { Asked } from '../internals/support/ask';

const asked = async (model: string, text: string) => {
  const engine = await Asked.open(model);
  const { runId, rows, prediction } = await engine.run([{ text, pair: null }], false);
  return { engine, of: { runId, row: 0 }, tokens: rows[0]!.tokens, prediction };
};

describe('questions about words', () => {
  it('of a decoder: its surprise, and what it expected in place of a token', async () => {
    const { engine, of, tokens } = await asked('gpt2-causal-lm', 'The café sold 3 cups.');
    const { logProbabilities, ranks, scored } = await engine.ask('surprise', of);
    expect(scored).toBe(tokens.length - 1);
    const index = ranks.findIndex((rank) => rank > 1);
    const { alternatives } = await engine.ask('expected', { ...of, index });
    expect(alternatives).toHaveLength(8);
    const probabilities = alternatives.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(probabilities[0]).toBeGreaterThan(Math.exp(logProbabilities[index]!));
    // Where the text holds what was likeliest, it is the first of them.
    const first = ranks.findIndex((rank) => rank === 1);
    if (first > 0) {
      const [likeliest] = (await engine.ask('expected', { ...of, index: first })).alternatives;
      expect(likeliest).toMatchObject({ id: tokens[first]!.id, token: tokens[first]!.token });
    }
    await expect(engine.ask('expected', { ...of, index: 0 })).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.ask('expected', { ...of, index: 999 })).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.ask('surprise', { ...of, row: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a masked language model: tokens and whole words in place of one', async () => {
    const { engine, of, tokens } = await asked('bert-masked-lm', 'The soup is good.');
    const masked = { ...of, tokens: [tokens.findIndex(({ start }) => start === 4)] };
    const { mask, places } = await engine.ask('maskedWords', { ...masked, top: 3 });
    expect([mask, places.length, places[0]!.place.word, places[0]!.candidates.length]).toEqual([
      '[MASK]',
      1,
      'soup',
      3,
    ]);
    const { candidates, lengths } = await engine.ask('wholeWords', { ...masked, place: 0, top: 6 });
    expect([candidates.length, lengths]).toEqual([6, [1, 2, 3]]);
    await expect(engine.ask('wholeWords', { ...masked, place: 1, top: 6 })).rejects.toMatchObject({ code: 'usage' });
    await expect(engine.ask('surprise', of)).rejects.toMatchObject({ code: 'unsupported' });
  });
});
