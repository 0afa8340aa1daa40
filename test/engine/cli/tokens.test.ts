import { describe, expect, it } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFile, temporaryFolder, tokenizerFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

interface Part {
  ids: number[];
  tokens: {
    id: number;
    token: string;
    text: string;
    start: number | null;
    end: number | null;
    sequence: 0 | 1 | null;
  }[];
  attentionMask: number[];
}
type Tokens = Part & { decoded: string; decodedWithoutSpecial: string; truncated: boolean; overflow: Part[] };

const bert = tokenizerFixture('bert-uncased');

async function tokens(args: string[], options?: Parameters<typeof runCli>[1]): Promise<Tokens> {
  const result = await runCli(['tokens', '--json', '--model', bert, ...args], options);
  expect(result.stderr).toBe('');
  expect(result.code).toBe(0);
  return result.json() as Tokens;
}

describe('model-lens tokens', () => {
  it('gives the ids of the seed', async () => {
    const roberta = tokenizerFixture('roberta-seed');
    const result = await runCli(['tokens', '--json', '--model', roberta, '--text', 'NPTEL is great!']);
    const found = result.json() as Tokens;
    expect(found.ids).toEqual([0, 487, 10311, 3721, 16, 372, 328, 2]);
    expect(found.attentionMask).toEqual(found.ids.map(() => 1));
    expect(found.tokens[4]).toEqual({
      id: 16,
      token: 'Ġis',
      text: 'is',
      start: 6,
      end: 8,
      sequence: 0,
      special: false,
      typeId: 0,
      word: 1,
    });
    expect(found.tokens[0]).toMatchObject({
      token: '<s>',
      text: '',
      start: null,
      end: null,
      sequence: null,
      special: true,
      word: null,
    });
    expect(found.decoded).toBe('<s>NPTEL is great!</s>');
    expect(found.decodedWithoutSpecial).toBe('NPTEL is great!');
    expect(found).toMatchObject({ truncated: false, overflow: [] });
  });

  it.each([
    ['a final newline', 'a b\n'],
    ['Windows line ends', 'a\r\nb\r\n'],
    ['spaces around', '  a  '],
    ['a BOM', '\uFEFFa b'],
    ['characters outside the BMP', 'a 🎉 b'],
    ['nothing', ''],
    ['a long text', 'word '.repeat(5000)],
  ])('takes %s exactly, from a file and from standard input alike', async (_name, text) => {
    const fromFile = await tokens(['--file', temporaryFile(text)]);
    const fromInput = await tokens([], { input: text });
    expect(fromInput).toEqual(fromFile);
    for (const { start, end, sequence, text: source } of fromFile.tokens) {
      if (sequence === 0) expect(text.slice(start ?? -1, end ?? -1)).toBe(source);
    }
  });

  it('keeps a BOM and a final newline as characters of the text', async () => {
    const byteLevel = tokenizerFixture('gpt2');
    const ids = async (text: string): Promise<number[]> => {
      const result = await runCli(['tokens', '--json', '--model', byteLevel, '--file', temporaryFile(text)]);
      return (result.json() as Tokens).ids;
    };
    const plain = await ids('a');
    expect((await ids('a\n')).length).toBeGreaterThan(plain.length);
    expect((await ids('\uFEFFa')).length).toBeGreaterThan(plain.length);
    expect(await ids('a\r\n')).not.toEqual(await ids('a\n'));
  });

  it.each([
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
    ['a lone surrogate', [0x61, 0xed, 0xa0, 0xbd, 0x62]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['a character cut off', [0x61, 0xf0, 0x9f, 0x8e]],
  ])('refuses %s bytes in a plain sentence', async (_name, bytes) => {
    const content = new Uint8Array(bytes);
    const file = await runCli(['tokens', '--json', '--model', bert, '--file', temporaryFile(content)]);
    expect(file.code).toBe(1);
    expect(file.json()).toMatchObject({
      error: { code: 'bad-file', message: expect.stringContaining('not UTF-8') as string },
    });
    const input = await runCli(['tokens', '--model', bert], { input: content });
    expect(input).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('not UTF-8') as string });
  });

  it('refuses a file of more than 10,000,000 characters', async () => {
    const file = temporaryFile('a'.repeat(10_000_001));
    const result = await runCli(['tokens', '--json', '--model', bert, '--file', file]);
    expect(result.json()).toMatchObject({ error: { code: 'too-big' } });
  });

  it('cuts with a stride and lists what overflows', async () => {
    const args = ['--text', 'one two three four five six', '--max-length', '5', '--stride', '1', '--no-special'];
    const all = await tokens(args.slice(0, 2).concat('--no-special'));
    const cut = await tokens(args);
    expect(cut.truncated).toBe(true);
    expect(cut.ids).toEqual(all.ids.slice(0, 5));
    expect(cut.overflow.map(({ ids }) => ids)).toEqual(
      Array.from({ length: cut.overflow.length }, (_, part) => all.ids.slice(4 * (part + 1), 4 * (part + 1) + 5)),
    );
    expect(cut.overflow.length).toBeGreaterThan(0);
    const left = await tokens([...args, '--truncation-side', 'left']);
    expect(left.ids).toEqual(all.ids.slice(-5));
  });

  it('reads a pair, cut as asked', async () => {
    const pair = ['--text', 'one two three', '--pair', 'four five'];
    const all = await tokens(pair);
    expect(new Set(all.tokens.map(({ sequence }) => sequence))).toEqual(new Set([null, 0, 1]));
    const first = await tokens([...pair, '--max-length', String(all.ids.length - 1), '--truncation', 'only_first']);
    expect(first.tokens.filter(({ sequence }) => sequence === 1)).toHaveLength(
      all.tokens.filter(({ sequence }) => sequence === 1).length,
    );
    expect(first.truncated).toBe(true);
  });

  it('takes texts that look like options, and empty ones', async () => {
    expect((await tokens(['--text', '- a'])).decodedWithoutSpecial).toBe('- a');
    expect((await tokens(['--text=--json'])).decodedWithoutSpecial).toContain('json');
    expect((await tokens(['--text', ''])).tokens.every(({ sequence }) => sequence === null)).toBe(true);
  });

  it('needs nothing but the tokenizer, also in the Hub cache', async () => {
    const cache = temporaryFolder();
    const commit = 'c'.repeat(40);
    const repo = join(cache, 'models--org--name');
    mkdirSync(join(repo, 'refs'), { recursive: true });
    mkdirSync(join(repo, 'snapshots', commit), { recursive: true });
    writeFileSync(join(repo, 'refs', 'main'), commit);
    const tiny = {
      version: '1.0',
      added_tokens: [],
      model: { type: 'WordLevel', vocab: { a: 0, b: 1 }, unk_token: 'a' },
      pre_tokenizer: { type: 'Whitespace' },
    };
    writeFileSync(join(repo, 'snapshots', commit, 'tokenizer.json'), JSON.stringify(tiny));
    const args = ['tokens', '--json', '--model', 'org/name@main', '--text', 'b a'];
    expect((await runCli(args, { env: { HF_HUB_CACHE: cache } })).json()).toMatchObject({ ids: [1, 0] });
  });

  it('prints a table for people', async () => {
    const { stdout, code } = await runCli(['tokens', '--model', bert, '--text', 'one\ntwo']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/#\s+id\s+token/);
    expect(stdout).toContain('[CLS]');
  });
});
