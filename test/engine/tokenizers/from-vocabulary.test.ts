import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { folderOf } from './folders';
import { readLines } from './golden';

interface Line {
  folder: string;
  text: string;
  pair?: string;
  ids: number[];
  tokens: string[];
  type_ids: number[];
  special_tokens_mask: number[];
  offsets_codepoint: [number, number][];
  special: Record<string, number>;
}

const root = join(__dirname, '../../fixtures/tokenizers-from-vocab');
const lines = readLines<Line>(join(root, 'golden.jsonl'));
const folders = [...new Set(lines.map(({ folder }) => folder))];

describe.each(folders)('%s, built from vocabulary files', (folder) => {
  test('gives what transformers gives', async () => {
    const tokenizer = await openTokenizer(join(root, folder));
    for (const line of lines.filter((candidate) => candidate.folder === folder)) {
      const pair = line.pair ?? null;
      const { main } = await tokenizer.encode({ text: line.text, pair }, defaultEncodeOptions);
      const tokens = main.slice(0, main.length);
      const points = (sequence: 0 | 1 | null, end: number | null) =>
        Array.from((sequence === 1 ? (pair ?? '') : line.text).slice(0, end ?? 0)).length;
      expect({
        text: line.text,
        ids: tokens.map(({ id }) => id),
        tokens: tokens.map(({ token }) => token),
        types: tokens.map(({ typeId }) => typeId),
        special: tokens.map(({ special }) => Number(special)),
        offsets: tokens.map(({ sequence, start, end }) => [points(sequence, start), points(sequence, end)]),
      }).toEqual({
        text: line.text,
        ids: line.ids,
        tokens: line.tokens,
        types: line.type_ids,
        special: line.special_tokens_mask,
        offsets: line.offsets_codepoint,
      });
    }
  });

  test('has the special tokens that transformers gives it', async () => {
    const { info } = await openTokenizer(join(root, folder));
    const ids = Object.fromEntries(info.specialTokens.map(({ role, id }) => [`${role}_token`, id]));
    expect(ids).toEqual(lines.find((line) => line.folder === folder)?.special);
  });
});

interface TruncatedLine {
  folder: string;
  text: string;
  pair: string | null;
  direction: 'left' | 'right';
  add_special_tokens: boolean;
  parts: { ids: number[]; type_ids: number[]; sequence_ids: (number | null)[]; offsets: [number, number][] }[];
}

describe('a post-processor that trims spans and keeps the first space of each part', () => {
  const truncated = readLines<TruncatedLine>(join(root, 'truncated.jsonl'));
  test.each(truncated.map((line, index) => [index, line] as const))('line %i', async (_, line) => {
    const tokenizer = await openTokenizer(join(root, line.folder));
    const options = { ...defaultEncodeOptions, maxLength: 12, stride: 1, truncationSide: line.direction };
    const input = { text: line.text, pair: line.pair };
    const encoded = await tokenizer.encode(input, { ...options, addSpecialTokens: line.add_special_tokens });
    const parts = [encoded.main, ...encoded.overflow].map((part) => {
      const tokens = part.slice(0, part.length);
      return {
        ids: tokens.map(({ id }) => id),
        type_ids: tokens.map(({ typeId }) => typeId),
        sequence_ids: tokens.map(({ sequence }) => sequence),
        offsets: tokens.map(({ start, end }) => [start ?? 0, end ?? 0]),
      };
    });
    expect(parts).toEqual(line.parts);
    for (const part of [encoded.main, ...encoded.overflow]) {
      expect(Array.from(part.typeIds())).toEqual(part.slice(0, part.length).map(({ typeId }) => typeId));
    }
  });
});

describe('vocabulary files', () => {
  const vocab = readFileSync(join(root, 'bert/vocab.txt'), 'utf8');
  const vocabJson = readFileSync(join(root, 'gpt2/vocab.json'), 'utf8');
  const merges = readFileSync(join(root, 'gpt2/merges.txt'), 'utf8');

  test('with Windows line ends and a token that is there twice', async () => {
    const tokenizer = await openTokenizer(folderOf({ 'vocab.txt': `${vocab.replaceAll('\n', '\r\n')}the\r\n` }));
    const { main } = await tokenizer.encode({ text: 'the', pair: null }, defaultEncodeOptions);
    expect(main.ids[1]).toBe(vocab.trimEnd().split('\n').length);
  });

  test.each([
    ['an empty vocab.txt', { 'vocab.txt': '' }, 'bad-file', /empty/],
    ['a vocab.txt without the unknown token', { 'vocab.txt': 'a\nb\n' }, 'bad-file', /\[UNK\]/],
    [
      'a vocab.txt of another kind of model',
      { 'vocab.txt': vocab, 'config.json': { model_type: 'esm' } },
      'unsupported',
      /esm/,
    ],
    ['vocab.json alone', { 'vocab.json': vocabJson }, 'not-found', /merges\.txt/],
    ['a vocab.json with wrong ids', { 'vocab.json': '{"a": "b"}', 'merges.txt': '' }, 'bad-file', /vocab\.json/],
    ['merges of other tokens', { 'vocab.json': vocabJson, 'merges.txt': 'qqq zzz\n' }, 'bad-file', /line 1/],
    [
      'merges that are no pairs',
      { 'vocab.json': vocabJson, 'merges.txt': `${merges}a b c\n` },
      'bad-file',
      /not a pair/,
    ],
    [
      "CLIP's files",
      { 'vocab.json': vocabJson, 'merges.txt': merges, 'config.json': { model_type: 'clip' } },
      'unsupported',
      /clip/,
    ],
  ])('%s', async (_, files, code, message) => {
    await expect(openTokenizer(folderOf(files))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test('of more bytes than any vocabulary has', async () => {
    const folder = folderOf({ 'vocab.txt': 'a\n'.repeat(40_000_000) });
    await expect(openTokenizer(folder)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('MB') as string,
    });
  });
});
