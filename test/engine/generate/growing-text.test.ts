import { describe, expect, test } from 'vitest';
import { GrowingText } from '../../../src/engine/generate/text/growing-text';
import { piecesOf } from '../../../src/engine/generate/text/pieces';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { tokenizerFixture } from '../support/fixtures';

const text = 'Once upon a time, in Köln: “schön” 🙂👩‍👩‍👧 日本 — and so on.  Two  spaces\n\nnew line';
const names = ['gpt2', 'llama2', 'llama3', 'qwen2', 'gemma', 't5', 'bert-uncased'] as const;

async function open(name: string) {
  const tokenizer = await openTokenizer(tokenizerFixture(name));
  const { main } = await tokenizer.encode(
    { text, pair: null },
    { ...defaultEncodeOptions, addSpecialTokens: false, maxLength: null },
  );
  const decode = (ids: readonly number[]): Promise<string> => tokenizer.decode(ids, true);
  return { tokenizer, main, ids: [...main.ids], decode };
}

async function grown(growing: GrowingText, ids: readonly number[]): Promise<string[]> {
  const parts: string[] = [];
  for (const id of ids) parts.push(await growing.push(id));
  return [...parts, await growing.end()];
}

describe('a text that grows token by token', () => {
  test.each(names)('%s: is the text that all tokens give', async (name) => {
    const { ids, decode } = await open(name);
    expect((await grown(new GrowingText(decode), ids)).join('')).toBe(await decode(ids));
  });

  test.each(names)('%s: and goes on behind other tokens as one text', async (name) => {
    const { ids, decode } = await open(name);
    for (const at of [1, 5, 9]) {
      const growing = new GrowingText(decode, ids.slice(0, at));
      const [before, all] = await Promise.all([decode(ids.slice(0, at)), decode(ids)]);
      // What a cut character left of its first bytes is no text.
      const rest = (await grown(growing.copy(), ids.slice(at))).join('');
      expect(before.replace(/\uFFFD+$/, '') + rest.replace(/^\uFFFD+/, '')).toBe(all);
    }
  });

  test('the bytes of a character come with the last of them', async () => {
    const { decode, tokenizer } = await open('gpt2');
    const { main } = await tokenizer.encode({ text: 'a🙂', pair: null }, { ...defaultEncodeOptions, maxLength: null });
    const parts = await grown(new GrowingText(decode), [...main.ids]);
    expect(parts).toEqual(['a', ...Array.from({ length: main.length - 2 }, () => ''), '🙂', '']);
  });

  test('bytes that never make a character are given out in the end', async () => {
    const { decode, ids } = await open('gpt2');
    const first = ids[(await grown(new GrowingText(decode), ids)).findIndex((part) => part === '')] ?? -1;
    const many = Array.from({ length: 11 }, () => first);
    const parts = await grown(new GrowingText(decode), many);
    expect(parts.join('')).toBe(await decode(many));
    expect(parts[7]).toMatch(/\uFFFD/);
  });
});

describe('the tokens of a text', () => {
  test.each(names)('%s: have its characters among them, each once', async (name) => {
    const { main, tokenizer } = await open(name);
    const pieces = piecesOf(main, text, tokenizer);
    expect(pieces.map(({ id }) => id)).toEqual([...main.ids]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});
