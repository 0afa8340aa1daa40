import fc from 'fast-check';
import { Encoding } from 'tokenizers';
import { describe, expect, test, vi } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { LensError } from '../../../src/common/errors/lens-error';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { SourceColumns } from '../../../src/engine/tokenizers/encode/source-columns';
import { readMerges, readVocabJson, readVocabTxt } from '../../../src/engine/tokenizers/build/vocabulary-files';
import { parseTokenizerJson } from '../../../src/engine/tokenizers/files/tokenizer-json';
import { folderOf, tokenizerJson } from './folders';

/** Whatever is read, the only failure is one that a person can be told. */
function onlyPlainErrors(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(LensError);
    expect((error as LensError).message).not.toMatch(/undefined|\[object|at .*:\d+/);
  }
}

const anyJson = fc.jsonValue({ maxDepth: 3 });
const keys = [
  'added_tokens',
  'normalizer',
  'pre_tokenizer',
  'post_processor',
  'decoder',
  'model',
  'truncation',
  'padding',
];
const modelKeys = [
  'type',
  'vocab',
  'merges',
  'unk_token',
  'unk_id',
  'continuing_subword_prefix',
  'max_input_chars_per_word',
];

describe('readers of outside files', () => {
  test('tokenizer.json: any JSON, any text', () => {
    fc.assert(
      fc.property(anyJson, (value) =>
        onlyPlainErrors(() => parseTokenizerJson(JSON.stringify(value), 'tokenizer.json')),
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => onlyPlainErrors(() => parseTokenizerJson(text, 'tokenizer.json'))));
  });

  test('vocabulary files: any text', () => {
    fc.assert(fc.property(fc.string(), (text) => onlyPlainErrors(() => readVocabTxt(text))));
    fc.assert(fc.property(anyJson, (value) => onlyPlainErrors(() => readVocabJson(JSON.stringify(value)))));
    fc.assert(fc.property(fc.string(), (text) => onlyPlainErrors(() => readMerges(text, { a: 0 }))));
    expect(readVocabJson('{"__proto__": 1, "a": 0}')['__proto__']).toBe(1);
    expect(readVocabTxt('__proto__\n')['__proto__']).toBe(0);
  });

  test('tokenizer.json with one part replaced opens or is refused, and the process lives', async () => {
    const change = fc.oneof(
      fc.tuple(fc.constantFrom(...keys), anyJson).map(([key, value]) => ({ [key]: value })),
      fc.tuple(fc.constantFrom(...modelKeys), anyJson).map(([key, value]) => ({
        model: { ...tokenizerJson('bert-uncased').model, [key]: value },
      })),
    );
    await fc.assert(
      fc.asyncProperty(change, async (part) => {
        const folder = folderOf({ 'tokenizer.json': { ...tokenizerJson('bert-uncased'), ...part } });
        await openAndRead(folder);
      }),
      { numRuns: 60 },
    );
  });

  test('tokenizer_config.json and special_tokens_map.json: any object', async () => {
    const settings = [
      'model_max_length',
      'padding_side',
      'truncation_side',
      'pad_token',
      'cls_token',
      'pad_token_type_id',
      'added_tokens_decoder',
    ];
    const object = fc.dictionary(fc.constantFrom(...settings), anyJson);
    await fc.assert(
      fc.asyncProperty(object, object, async (config, map) => {
        const folder = folderOf({
          'tokenizer.json': tokenizerJson('bert-uncased'),
          'tokenizer_config.json': config,
          'special_tokens_map.json': map,
        });
        const { info } = await openTokenizer(folder);
        expect(info.maxLength === null || info.maxLength > 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

async function openAndRead(folder: string): Promise<void> {
  try {
    const tokenizer = await openTokenizer(folder);
    const encoded = await tokenizer.encode({ text: 'the bank [MASK] 😀', pair: 'x' }, defaultEncodeOptions);
    await tokenizer.decode(encoded.main.ids, true);
    await tokenizer.stages({ text: 'the bank', pair: null }, 100);
  } catch (error) {
    expect(error).toBeInstanceOf(LensError);
  }
}

describe('long texts', () => {
  test('a megabyte is read, cut and searched', async () => {
    const tokenizer = await openTokenizer(folderOf({ 'tokenizer.json': tokenizerJson('bert-uncased') }));
    const text = 'The bank 😀 raised its dividend. '.repeat(10_000);
    const { rows } = await tokenizer.encodeBatch([{ text, pair: null }], defaultEncodeOptions, 512);
    const [{ cut, cutSpan }] = rows as [(typeof rows)[0]];
    expect(cutSpan![1]).toBe(text.trimEnd().length);
    const middle = text.indexOf('dividend', 170_000);
    const [first] = cut.inRange(0, middle, middle + 8, 1);
    expect(first!.token.start).toBe(middle);
  });

  test('more characters or tokens than memory should hold are refused', async () => {
    const tokenizer = await openTokenizer(folderOf({ 'tokenizer.json': tokenizerJson('bert-uncased') }));
    const half = ' '.repeat(5_000_001);
    const encode = tokenizer.encode({ text: half, pair: half }, defaultEncodeOptions);
    await expect(encode).rejects.toMatchObject({
      code: 'too-big',
      message: expect.stringContaining('characters') as string,
    });
    const { source } = (await tokenizer.encode({ text: 'a', pair: null }, defaultEncodeOptions)).main;
    const huge = new Encoding();
    vi.spyOn(huge, 'getLength').mockReturnValue(4_000_001);
    expect(() => new SourceColumns(huge, ['a', ''], source.lexicon)).toThrow('4000001 tokens');
  });

  test('ten megabytes that overrun the regular expression engine are refused, and the process lives', async () => {
    const tokenizer = await openTokenizer(folderOf({ 'tokenizer.json': tokenizerJson('llama3') }));
    const encode = tokenizer.encode({ text: ' '.repeat(9_999_999), pair: null }, defaultEncodeOptions);
    await expect(encode).rejects.toMatchObject({ code: 'bad-file' });
    expect(
      (await tokenizer.encode({ text: 'the bank', pair: null }, defaultEncodeOptions)).main.length,
    ).toBeGreaterThan(1);
  });
});
