import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultEncodeOptions, type RunInput } from '../../../src/common/contracts/run';
import { openTokenizer, type TextTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { folderOf, tokenizerJson } from './folders';
import { fixtures } from './golden';

const open = (family: string) => openTokenizer(join(fixtures, family));
const single = (...texts: string[]): RunInput[] => texts.map((text) => ({ text, pair: null }));
const long = 'The bank raised its dividend again. '.repeat(20);

describe('encodeBatch', () => {
  test('pads to the longest and packs the columns by rows', async () => {
    const tokenizer = await open('bert-uncased');
    const batch = await tokenizer.encodeBatch(
      [{ text: 'the bank', pair: 'the' }, ...single('the')],
      defaultEncodeOptions,
      512,
    );
    const { id: pad } = tokenizer.info.specialTokens.find(({ role }) => role === 'pad')!;
    expect(batch.positions).toBe(6);
    expect(batch.rows.map(({ length, padding }) => [length, padding])).toEqual([
      [6, 0],
      [3, 3],
    ]);
    expect([...batch.inputIds.slice(6)].map(Number)).toEqual([2, Number(batch.inputIds[1]), 3, pad, pad, pad]);
    expect([...batch.attentionMask].map(Number)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
    expect([...batch.tokenTypeIds].map(Number)).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(batch.rows[1]!.tokens.at(4)).toEqual({
      id: pad, token: '[PAD]', text: '', readable: '[PAD]', start: null, end: null, sequence: null,
      special: true, typeId: 0, word: null, attention: 0,
    }); // prettier-ignore
  });

  test('pads on the side that is asked for', async () => {
    const tokenizer = await open('bert-uncased');
    const batch = await tokenizer.encodeBatch(
      single('the bank', 'the'),
      { ...defaultEncodeOptions, paddingSide: 'left' },
      512,
    );
    expect([...batch.attentionMask.slice(batch.positions)].map(Number)).toEqual([0, 1, 1, 1]);
    expect((await open('gemma')).info.paddingSide).toBe('left');
  });

  test("cuts to the smallest of what is asked for, the tokenizer's and the model's maximum", async () => {
    const tokenizer = await open('bert-uncased');
    const lengths = async (maxLength: number | null, limit: number | null) => {
      const batch = await tokenizer.encodeBatch(
        single('x '.repeat(2000)),
        { ...defaultEncodeOptions, maxLength },
        limit,
      );
      return [batch.maxLength, batch.positions];
    };
    expect(await lengths(null, null)).toEqual([512, 512]);
    expect(await lengths(null, 40)).toEqual([40, 40]);
    expect(await lengths(20, 40)).toEqual([20, 20]);
    expect(await lengths(600, null)).toEqual([600, 600]);
    expect(await lengths(600, 40)).toEqual([40, 40]);
  });

  test('says what was cut, in the text and in the pair', async () => {
    const tokenizer = await open('bert-uncased');
    const batch = await tokenizer.encodeBatch(
      [{ text: long, pair: long }],
      { ...defaultEncodeOptions, maxLength: 20 },
      null,
    );
    const [row] = batch.rows;
    const whole = await tokenizer.encode({ text: long, pair: long }, defaultEncodeOptions);
    expect(row!.length).toBe(20);
    expect(row!.cut.length + 20).toBe(whole.main.length);
    const cut = row!.cut.slice(0, row!.cut.length);
    for (const [sequence, span] of [[0, row!.cutSpan] as const, [1, row!.cutPairSpan] as const]) {
      const tokens = cut.filter((token) => token.sequence === sequence);
      expect(span).toEqual([tokens[0]!.start, tokens.at(-1)!.end]);
    }
    const kept = row!.tokens.slice(0, 20).filter((token) => token.sequence === 0);
    expect(kept.at(-1)!.end! <= row!.cutSpan![0]).toBe(true);
  });

  test('with a stride makes a row of every window, and nothing is cut', async () => {
    const tokenizer = await open('bert-uncased');
    const options = { ...defaultEncodeOptions, maxLength: 20, stride: 4 };
    const batch = await tokenizer.encodeBatch([...single(long), ...single('the')], options, null);
    const first = batch.rows.filter(({ input }) => input === 0);
    expect(first.length).toBeGreaterThan(5);
    expect(first.map(({ window }) => window)).toEqual(first.map((_, index) => index));
    expect(batch.rows.at(-1)).toMatchObject({ input: 1, window: 0, length: 3 });
    expect(batch.rows.every(({ cut, cutSpan }) => cut.length === 0 && cutSpan === null)).toBe(true);
    expect(Array.from(first[1]!.tokens.ids.slice(1, 5))).toEqual(Array.from(first[0]!.tokens.ids.slice(15, 19)));
    expect(first[0]!.overflow).toHaveLength(first.length - 1);
    expect(batch.inputIds).toHaveLength(batch.rows.length * batch.positions);
  });

  test('without a padding token refuses only what needs padding', async () => {
    const tokenizer = await open('gpt2');
    await expect(tokenizer.encodeBatch(single('a b c d', 'a'), defaultEncodeOptions, null)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('padding token') as string,
    });
    expect((await tokenizer.encodeBatch(single('a'), defaultEncodeOptions, null)).rows).toHaveLength(1);
  });

  test('takes an empty text', async () => {
    const tokenizer = await open('bert-uncased');
    expect((await tokenizer.encodeBatch(single(''), defaultEncodeOptions, null)).positions).toBe(2);
    const bare = await tokenizer.encodeBatch(single(''), { ...defaultEncodeOptions, addSpecialTokens: false }, null);
    expect([bare.positions, bare.inputIds.length]).toEqual([0, 0]);
  });

  test('refuses windows that multiply beyond memory', async () => {
    const tokenizer = await open('bert-uncased');
    const options = { ...defaultEncodeOptions, maxLength: 9, stride: 2 };
    const text = 'the '.repeat(10_000);
    await expect(tokenizer.encodeBatch([{ text, pair: text }], options, null)).rejects.toMatchObject({
      code: 'too-big',
    });
  });
});

describe('options that cannot be met are plain errors', () => {
  const encode = (tokenizer: TextTokenizer, options: object, pair: string | null = null) =>
    tokenizer.encode({ text: long, pair }, { ...defaultEncodeOptions, ...options });

  test.each([
    ['a maximum below the special tokens', { maxLength: 1 }, null, /no room for the 2 special tokens/],
    ["a maximum below a pair's special tokens", { maxLength: 2 }, 'x', /no room for the 3 special tokens/],
    ['a stride as long as a window', { maxLength: 10, stride: 8 }, null, /stride of 8/],
    ["a stride longer than the pair's window", { maxLength: 13, stride: 6 }, long, /stride of 6/],
    ['only the pair may be cut, and there is none', { maxLength: 10, truncation: 'only_second' }, null, /no pair/],
    ['the pair is too short to give way', { maxLength: 10, truncation: 'only_second' }, 'x', /pair has 1 tokens/],
  ])('%s', async (_, options, pair, message) => {
    await expect(encode(await open('bert-cased'), options, pair)).rejects.toMatchObject({
      name: 'LensError',
      code: 'usage',
      message: expect.stringMatching(message) as string,
    });
  });

  test('a maximum that is just the special tokens keeps nothing of the text', async () => {
    const encoded = await encode(await open('bert-cased'), { maxLength: 2 });
    expect([encoded.main.length, encoded.overflow.length]).toEqual([2, 1]);
  });
});

test("the file's own truncation and padding do not apply", async () => {
  const truncation = { direction: 'Left', max_length: 4, strategy: 'LongestFirst', stride: 0 };
  const padding = {
    strategy: { Fixed: 50 },
    direction: 'Left',
    pad_to_multiple_of: null,
    pad_id: 0,
    pad_type_id: 3,
    pad_token: '[PAD]',
  };
  const tokenizer = await openTokenizer(
    folderOf({ 'tokenizer.json': { ...tokenizerJson('bert-uncased'), truncation, padding } }),
  );
  const { main } = await tokenizer.encode({ text: 'the bank the bank the bank', pair: null }, defaultEncodeOptions);
  expect(main.length).toBe(8);
  expect(tokenizer.info).toMatchObject({ maxLength: 4, paddingSide: 'left', truncationSide: 'left' });
  const batch = await tokenizer.encodeBatch(single('the', ''), defaultEncodeOptions, null);
  expect(Number(batch.tokenTypeIds[3])).toBe(3);
});
