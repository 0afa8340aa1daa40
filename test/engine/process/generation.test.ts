import { describe, expect, test } from 'vitest';
import type { GenerationSettings } from '../../../src/common/contracts/generation';
import type { GenerationProgress } from '../../../src/common/contracts/generation/engine-requests';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { goldenOf, settingsOf, type GoldenModel } from '../generate/support/golden';
import { generated, idsOf, noEnd, open, promptOf, settings, textOf } from './support/generation';

describe('going on with a text', () => {
  test.each(['gpt2', 'llama', 't5'] as const)('%s: greedily, as transformers does', async (name) => {
    const [golden] = goldenOf(name).prompts;
    const { result, told } = await generated(await open(name), promptOf(golden!.text), {
      max_new_tokens: 20,
      ...noEnd,
    });
    const [sequence] = result.sequences;
    expect(idsOf(result)).toEqual([golden!.greedy]);
    expect(sequence).toMatchObject({ end: 'length', score: null });
    expect(new Set(sequence!.tokens.map(({ rank }) => rank))).toEqual(new Set([1]));
    expect(result.prompt.map(({ id }) => id)).toEqual(golden!.input_ids);
    expect(textOf(result.prompt)).toBe(golden!.text);
    // Special tokens of T5 in the midst of a text are no text.
    expect(textOf(sequence?.tokens)).toBe(golden!.greedy_text.replaceAll(/<\/s>|<\|\w+\|>/g, ''));
    expect(told[0]).toMatchObject({ prompt: result.prompt, added: [] });
    const added = told.flatMap((progress) => progress.added.flatMap(({ tokens }) => tokens));
    expect(added.map(({ id }) => id)).toEqual(golden!.greedy);
    expect(result.cost).toMatchObject({ device: 'cpu', weights: 'float32' });
    expect(result.cost.firstTokenMs).toBeGreaterThan(0);
    expect(result.cost.tokensPerSecond).toBeGreaterThan(0);
  });

  test('keys and values of all tokens but the last are counted', async () => {
    const { input_ids: ids, text } = goldenOf('gpt2').prompts[0]!;
    const { result } = await generated(await open('gpt2'), promptOf(text), { max_new_tokens: 3, ...noEnd });
    // Keys and values of 2 layers, 32 numbers each.
    expect(result.cost.cacheBytes).toBe((ids.length + 2) * 2 * 2 * 32 * 4);
  });

  test('beams say how far they are, and come with their scores', async () => {
    const { text, beams } = goldenOf('gpt2').prompts[0]!;
    const { sequences, sequences_scores: scores, texts } = beams[0]!;
    const { result, told } = await generated(await open('gpt2'), promptOf(text), settingsOf(beams[0]!));
    expect(idsOf(result)).toEqual(sequences);
    expect(result.sequences.map(({ tokens }) => textOf(tokens))).toEqual(texts);
    result.sequences.forEach(({ score }, row) => expect(score).toBeCloseTo(scores[row]!, 4));
    expect(told.map(({ message }) => message)).toContain('1 of at most 12 tokens');
    expect(told.flatMap(({ added }) => added)).toEqual([]);
  });

  test('a stop ends it between two tokens, and what came by then was told', async () => {
    const source = new CancellationSource();
    const asked = await open('gpt2');
    const told: GenerationProgress[] = [];
    const params = { prompt: promptOf('The'), settings: settings({ max_new_tokens: 60, ...noEnd }), seed: 1 };
    const running = asked.ask('generate', params, source, (progress) => {
      told.push(progress);
      if (progress.added.length > 0) source.abort();
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const count = told.flatMap(({ added }) => added.flatMap(({ tokens }) => tokens)).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(60);
  });

  test('other work of the process is done between its tokens', async () => {
    const asked = await open('gpt2');
    const other = await asked.run([{ text: 'Other', pair: null }], false);
    const order: string[] = [];
    const running = generated(asked, promptOf('The'), { max_new_tokens: 50, ...noEnd }).then(() => order.push('text'));
    const looking = asked.ask('internals', { runId: other.runId, row: 0 }).then(() => order.push('inside'));
    await Promise.all([running, looking]);
    expect(order).toEqual(['inside', 'text']);
  });
});

describe('a branch goes on as the text did', () => {
  const cases: readonly (readonly [GoldenModel, string, Partial<GenerationSettings>])[] = [
    ['gpt2', 'greedily', { no_repeat_ngram_size: 2, min_new_tokens: 9, max_new_tokens: 14, forced_eos_token_id: 299 }],
    ['t5', 'greedily', { repetition_penalty: 1.3, max_new_tokens: 12, ...noEnd }],
    ['gpt2', 'by its draws', { do_sample: true, num_return_sequences: 3, max_new_tokens: 10, ...noEnd }],
    ['t5', 'by its draws', { do_sample: true, temperature: 1.4, num_return_sequences: 2, max_new_tokens: 8, ...noEnd }],
  ];

  test.each(cases)('%s, %s', async (name, _, given) => {
    const asked = await open(name);
    const { text } = goldenOf(name).prompts[0]!;
    const whole = idsOf((await generated(asked, promptOf(text), given)).result);
    expect(new Set(whole.map(String)).size).toBe(whole.length);
    for (const [sequence, ids] of whole.entries()) {
      const { result } = await generated(asked, promptOf(text, ids.slice(0, 4)), given);
      expect(idsOf(result)[sequence]).toEqual(ids.slice(4));
    }
  });

  test('one that is at its end has nothing more', async () => {
    const asked = await open('gpt2');
    const given = { max_new_tokens: 3, eos_token_id: 299 };
    const ended = await generated(asked, promptOf('The', [5, 299]), given);
    expect(ended.result.sequences).toEqual([{ tokens: [], end: 'token', score: null }]);
    const beams = { ...given, num_beams: 3, num_return_sequences: 2 };
    const full = await generated(asked, promptOf('The', [5, 6, 7]), beams);
    expect(full.result.sequences.map(({ tokens, end }) => [tokens, end])).toEqual([
      [[], 'length'],
      [[], 'length'],
    ]);
  });

  test('its text goes on behind the tokens before it', async () => {
    const [golden] = goldenOf('gpt2').prompts;
    const prompt = promptOf(golden!.text, golden!.greedy.slice(0, 5));
    const { result } = await generated(await open('gpt2'), prompt, { max_new_tokens: 20, ...noEnd });
    expect(golden!.greedy_text.endsWith(textOf(result.sequences[0]?.tokens))).toBe(true);
  });
});
