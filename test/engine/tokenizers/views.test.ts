import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { stagesSchema, tokenizerInfoSchema, vocabularySchema } from '../../../src/common/contracts/tokens';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { tokensDocument } from '../../../src/engine/tokenizers/tokens-document';
import { folderOf, tokenizerJson } from './folders';
import { families, fixtures } from './golden';

const open = (family: string) => openTokenizer(join(fixtures, family));
const one = (text: string) => ({ text, pair: null });

describe('info', () => {
  test.each([
    ['bert-uncased', 'WordPiece', 'BertNormalizer', 'BertPreTokenizer', 512],
    ['gpt2', 'byte-level BPE', null, 'ByteLevel', 1024],
    ['qwen2', 'byte-level BPE', 'NFC', 'Split, ByteLevel', 32768],
    ['llama2', 'BPE with byte fallback', 'Prepend, Replace', null, null],
    ['gemma', 'BPE with byte fallback', 'Replace', 'Split', null],
    ['xlm-roberta', 'Unigram', 'Precompiled', 'WhitespaceSplit, Metaspace', 512],
  ])('%s', async (family, model, normalizer, preTokenizer, maxLength) => {
    const { info } = await open(family);
    expect(info).toMatchObject({ model, normalizer, preTokenizer, maxLength });
    expect(info.files).toEqual(['tokenizer.json', 'tokenizer_config.json']);
    expect(v.is(tokenizerInfoSchema, info)).toBe(true);
  });

  test('names special tokens by role, those that are null left out', async () => {
    const roles = async (family: string) =>
      (await open(family)).info.specialTokens.map(({ role, token }) => `${role} ${token}`);
    expect(await roles('bert-uncased')).toEqual(['cls [CLS]', 'sep [SEP]', 'pad [PAD]', 'unk [UNK]', 'mask [MASK]']);
    expect(await roles('llama2')).toEqual(['bos <s>', 'eos </s>', 'unk <unk>']);
    expect(await roles('qwen2')).toEqual(['eos <|im_end|>', 'pad <|endoftext|>']);
  });

  test('without tokenizer_config.json is read off the other files', async () => {
    const tokens = { mask_token: { content: '<mask>', lstrip: true } };
    const config = { model_type: 'roberta', bos_token_id: 0, eos_token_id: 2, pad_token_id: 1 };
    const folder = folderOf({
      'tokenizer.json': tokenizerJson('roberta'),
      'special_tokens_map.json': tokens,
      'config.json': config,
    });
    const { info } = await openTokenizer(folder);
    expect(Object.fromEntries(info.specialTokens.map(({ role, token }) => [role, token]))).toEqual({
      bos: '<s>', eos: '</s>', cls: '<s>', sep: '</s>', pad: '<pad>', unk: '<unk>', mask: '<mask>',
    }); // prettier-ignore
    expect(info).toMatchObject({ maxLength: null, paddingSide: 'right', truncationSide: 'right' });
    expect(info.files).toEqual(['tokenizer.json', 'special_tokens_map.json']);
  });

  test.each([[1e30], [0], [-5], [2.5], ['512'], [null]])(
    'takes a model_max_length of %j for no limit',
    async (model_max_length) => {
      const folder = folderOf({
        'tokenizer.json': tokenizerJson('gpt2'),
        'tokenizer_config.json': { model_max_length },
      });
      expect((await openTokenizer(folder)).info.maxLength).toBeNull();
    },
  );
});

describe('stages', () => {
  const text = 'Ångström 😀 né  cafe\u0301 ﬁ';

  test.each(families)('of %s have spans in the source', async (family) => {
    const stages = await (await open(family)).stages(one(text), 1000);
    expect(v.is(stagesSchema, stages)).toBe(true);
    expect(stages.clipped).toBe(false);
    for (const { start, end } of stages.preTokens ?? []) expect(start < end && end <= text.length).toBe(true);
  });

  test('show the source of each pre-token though normalising changed the text', async () => {
    const { normalized, preTokens } = await (await open('bert-uncased')).stages(one(text), 1000);
    expect(normalized).toBe('angstrom 😀 ne  cafe ﬁ');
    expect(preTokens!.map((piece) => [piece.text, text.slice(piece.start, piece.end)])).toEqual([
      ['angstrom', 'Ångström'],
      ['😀', '😀'],
      ['ne', 'né'],
      ['cafe', 'cafe'],
      ['ﬁ', 'ﬁ'],
    ]);
  });

  test('keep the space of byte-level pieces', async () => {
    const { normalized, preTokens } = await (await open('roberta')).stages(one('NPTEL is great!'), 1000);
    expect(normalized).toBeNull();
    expect(preTokens).toEqual([
      { text: 'NPTEL', start: 0, end: 5 },
      { text: 'Ġis', start: 5, end: 8 },
      { text: 'Ġgreat', start: 8, end: 14 },
      { text: '!', start: 14, end: 15 },
    ]);
  });

  test('take added tokens as one piece', async () => {
    const { preTokens } = await (await open('bert-uncased')).stages(one('Né [MASK] x'), 1000);
    expect(preTokens!.map((piece) => piece.text)).toEqual(['Né', '[MASK]', 'x']);
  });

  test('are clipped before half a surrogate pair', async () => {
    const stages = await (await open('bert-cased')).stages(one('ab😀cd'), 3);
    expect(stages).toMatchObject({ text: 'ab', clipped: true });
  });

  test('decode with and without special tokens', async () => {
    const stages = await (await open('bert-uncased')).stages(one('the bank'), 100);
    expect([stages.decoded, stages.decodedWithoutSpecial]).toEqual(['[CLS] the bank [SEP]', 'the bank']);
  });
});

describe('vocabulary', () => {
  test('finds whole forms first, then beginnings, then insides', async () => {
    const found = await (await open('bert-uncased')).vocabulary('the', 100);
    expect(v.is(vocabularySchema, found)).toBe(true);
    const readable = found.matches.map((match) => match.readable);
    expect(readable[0]).toBe('the');
    const kinds = readable.map((form) => (form === 'the' ? 0 : form.startsWith('the') ? 1 : 2));
    expect(kinds).toEqual(kinds.toSorted());
    expect(found.total).toBe(found.matches.length);
    expect(found.encoded).toEqual([{ id: found.matches[0]!.id, token: 'the', readable: 'the' }]);
  });

  test('finds readable forms, and other capitals after the same ones', async () => {
    const found = await (await open('gpt2')).vocabulary(' the', 5);
    expect(found.matches[0]).toMatchObject({ token: 'Ġthe', readable: ' the' });
    const upper = await (await open('gpt2')).vocabulary('THE', 5);
    expect(upper.matches.map((match) => match.readable.toLowerCase())).toContain('the');
  });

  test('takes digits for an id, and for a text as well', async () => {
    const tokenizer = await open('bert-uncased');
    const found = await tokenizer.vocabulary('4', 100);
    expect(found.matches[0]).toMatchObject({ id: 4, token: '[MASK]', readable: '[MASK]' });
    expect(found.matches.slice(1).every((match) => match.token.includes('4'))).toBe(true);
    expect((await tokenizer.vocabulary('999999999999999999999', 10)).matches).toEqual([]);
  });

  test('gives at most the limit, and counts the rest', async () => {
    const tokenizer = await open('roberta-seed');
    const found = await tokenizer.vocabulary('', 3);
    expect([found.matches.map(({ id }) => id), found.total, found.encoded]).toEqual([
      [0, 1, 2],
      tokenizer.info.vocabSize,
      [],
    ]);
  });
});

describe('the document of the command line', () => {
  test("has the lecture's ids", async () => {
    const document = await tokensDocument(await open('roberta-seed'), one('NPTEL is great!'), defaultEncodeOptions);
    expect(document.ids).toEqual([0, 487, 10311, 3721, 16, 372, 328, 2]);
    expect(document).toMatchObject({
      truncated: false,
      overflow: [],
      decoded: '<s>NPTEL is great!</s>',
      decodedWithoutSpecial: 'NPTEL is great!',
    });
    expect(document.tokens[0]).toEqual({
      id: 0, token: '<s>', text: '', start: null, end: null, sequence: null, special: true, typeId: 0, word: null,
    }); // prettier-ignore
    expect(document.tokens[4]).toEqual({
      id: 16, token: 'Ġis', text: 'is', start: 6, end: 8, sequence: 0, special: false, typeId: 0, word: 1,
    }); // prettier-ignore
  });

  test('does not take a mask that was typed for one that was added', async () => {
    const document = await tokensDocument(await open('bert-uncased'), one('[MASK]'), defaultEncodeOptions);
    expect(document.tokens[1]).toMatchObject({ token: '[MASK]', special: false, start: 0, end: 6, word: 0 });
  });

  test('lists what overflows without padding, also without a padding token', async () => {
    const options = { ...defaultEncodeOptions, maxLength: 4, stride: 1 };
    const document = await tokensDocument(await open('gpt2'), one('The bank raised its dividend.'), options);
    expect(document.truncated).toBe(true);
    expect(document.overflow[0]!.ids[0]).toBe(document.ids[3]);
    const last = document.overflow.at(-1)!;
    expect([last.tokens.length, last.attentionMask.length]).toEqual([last.ids.length, last.ids.length]);
    expect(last.attentionMask.every((value) => value === 1)).toBe(true);
  });
});
