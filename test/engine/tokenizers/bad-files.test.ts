import { describe, expect, test } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { folderOf, tokenizerJson } from './folders';

const split = (pattern: object) => ({ type: 'Split', pattern, behavior: 'Isolated', invert: false });
const charsmap = (precompiled_charsmap: string) => ({ type: 'Precompiled', precompiled_charsmap });
const bpe = (vocab: object, merges: unknown) => ({ type: 'BPE', vocab, merges });
const template = (single: object[]) => ({ type: 'TemplateProcessing', single, pair: [], special_tokens: {} });

/** Each of these makes the library throw or end its process. */
const broken: readonly (readonly [string, object, RegExp])[] = [
  ['an empty object', { model: undefined }, /"model"/],
  ['a list as model', { model: [] }, /"model/],
  ['a model without vocabulary', { model: { type: 'WordPiece' } }, /vocab/],
  ['a model of no known type', { model: { type: 'Magic', vocab: {} } }, /cannot be used as a tokenizer/],
  ['an unknown normaliser', { normalizer: { type: 'Magic' } }, /cannot (be used|work)|library/],
  [
    'ids that are no ids',
    { model: { ...tokenizerJson('bert-uncased').model, vocab: { a: -1 } } },
    /token "a" has no valid id/,
  ],
  [
    'huge ids',
    { model: { ...tokenizerJson('bert-uncased').model, vocab: { a: 2 ** 31 } } },
    /token "a" has no valid id/,
  ],
  ['an added token without id', { added_tokens: [{ content: 'x' }] }, /added_tokens.0.id/],
  ['merges of tokens that are not there', { model: bpe({ a: 0, b: 1 }, ['a b']) }, /merge 1 is not a pair/],
  ['merges that are no pairs', { model: bpe({ a: 0 }, ['a']) }, /merge 1 is not a pair/],
  ['merges of numbers', { model: bpe({ a: 0 }, [7]) }, /merge 1 is not a pair/],
  ['a broken character map', { normalizer: charsmap('AAAA') }, /cannot work with|gave up/],
  ['pieces of length 0', { pre_tokenizer: { type: 'FixedLength', length: 0 } }, /cannot work with|gave up/],
  [
    'a template of unlisted tokens',
    { post_processor: template([{ SpecialToken: { id: '[X]', type_id: 0 } }]) },
    /cannot work with|gave up/,
  ],
  [
    'a template of a missing pair',
    { post_processor: template([{ Sequence: { id: 'B', type_id: 0 } }]) },
    /cannot work with|gave up/,
  ],
  ['an expression that is none', { pre_tokenizer: split({ Regex: '(' }) }, /cannot be used as a tokenizer/],
  ['a normaliser without type', { normalizer: {} }, /normalizer/],
];

describe('tokenizer.json', () => {
  test.each(broken)('with %s gives a plain sentence', async (_, change, message) => {
    const folder = folderOf({ 'tokenizer.json': { ...tokenizerJson('bert-uncased'), ...change } });
    const encode = async () => {
      const tokenizer = await openTokenizer(folder);
      await tokenizer.encode({ text: 'a b c', pair: null }, defaultEncodeOptions);
    };
    await expect(encode()).rejects.toMatchObject({
      name: 'LensError',
      code: 'bad-file',
      message: expect.stringMatching(message) as string,
    });
  });

  test.each([
    ['nothing', ''],
    ['half a file', '{"model": {"type": "BPE", "voc'],
    ['a number', '1'],
    ['deep nesting', `{"model":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('with %s is a bad file', async (_, content) => {
    await expect(openTokenizer(folderOf({ 'tokenizer.json': content }))).rejects.toMatchObject({ code: 'bad-file' });
  });

  test('with components inside each other without end is a bad file', async () => {
    let normalizer: object = { type: 'NFC' };
    for (let depth = 0; depth < 60; depth += 1) normalizer = { type: 'Sequence', normalizers: [normalizer] };
    const folder = folderOf({ 'tokenizer.json': { ...tokenizerJson('bert-uncased'), normalizer } });
    await expect(openTokenizer(folder)).rejects.toMatchObject({ code: 'bad-file' });
  });
});

describe('a regular expression that backtracks', () => {
  const open = (Regex: string) =>
    openTokenizer(
      folderOf({ 'tokenizer.json': { ...tokenizerJson('bert-uncased'), pre_tokenizer: split({ Regex }) } }),
    );
  const hostile = `${'a'.repeat(40)}b`;

  test.each(['(a+)+$', '(a|a)*$', '(a|aa)+$'])('%s is stopped with a plain sentence', async (pattern) => {
    const tokenizer = await open(pattern);
    const encode = (text: string) => tokenizer.encode({ text, pair: null }, defaultEncodeOptions);
    await expect(encode(hostile)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('regular expression') as string,
    });
    expect((await encode('a bank')).main.length).toBeGreaterThan(2);
    await expect(tokenizer.stages({ text: hostile, pair: null }, 100)).rejects.toMatchObject({ code: 'bad-file' });
  });

  test('an unknown but good one is read as it should be', async () => {
    const tokenizer = await open('[b-d]');
    const { main } = await tokenizer.encode(
      { text: 'the bank', pair: null },
      { ...defaultEncodeOptions, addSpecialTokens: false },
    );
    expect(main.slice(0, 3).map(({ start, end }) => [start, end])).not.toEqual([]);
    expect(await tokenizer.decode(main.ids, true)).not.toBe('');
  });
});

describe('folders', () => {
  test('without a tokenizer', async () => {
    await expect(openTokenizer(folderOf({ 'config.json': {} }))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that are not there', async () => {
    await expect(openTokenizer('/nowhere/at/all')).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each(['spiece.model', 'sentencepiece.bpe.model', 'tokenizer.model'])('with %s alone', async (name) => {
    await expect(openTokenizer(folderOf({ [name]: 'x' }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(name) as string,
      help: expect.stringContaining('tokenizer.json') as string,
    });
  });

  test('with a tokenizer_config.json that is no object', async () => {
    const folder = folderOf({ 'tokenizer.json': tokenizerJson('gpt2'), 'tokenizer_config.json': '[' });
    await expect(openTokenizer(folder)).rejects.toMatchObject({
      code: 'bad-file',
      message: 'tokenizer_config.json is not valid JSON.',
    });
  });
});
