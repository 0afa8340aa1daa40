import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { cache, contendersFolder, root } from '../paths';
import { pythonExecutable } from '../prepare/environments';
import type { Row } from '../report/row';
import { median } from '../statistics';

const runs = 9;
const characters = 1_000_000;
const tokenizers = { WordPiece: 'bert-uncased', 'byte-level BPE': 'roberta-seed' };

interface Result {
  readonly ms: readonly number[];
  readonly count: number;
  /** Id, token and offsets of the last token of the text, so that both sides are seen to have done the same. */
  readonly last: readonly unknown[];
}

/** Ids, tokens and offsets of 1 MB of text, for the two kinds of tokenizer that are used most. */
export async function tokensOfOneMegabyte(): Promise<Row[]> {
  const text = proseOf(characters);
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'prose.txt');
  writeFileSync(file, text);
  const rows: Row[] = [];
  for (const [kind, family] of Object.entries(tokenizers)) {
    const folder = join(root, 'test/fixtures/tokenizers', family);
    const ours = await measureOurs(folder, text);
    const python = measurePython(folder, file);
    if (JSON.stringify([ours.count, ours.last]) !== JSON.stringify([python.count, python.last])) {
      throw new Error(`${kind}: other tokens than Python's: ${JSON.stringify([ours.last, python.last])}`);
    }
    rows.push({
      what: `tokens and offsets of 1 MB of text, ${kind}`,
      ours: `${median(ours.ms).toFixed(0)} ms`,
      ratios: [{ to: 'Python `tokenizers`', ratio: median(ours.ms) / median(python.ms), atMost: 1.5 }],
    });
  }
  return rows;
}

async function measureOurs(folder: string, text: string): Promise<Result> {
  const tokenizer = await openTokenizer(folder);
  const ms: number[] = [];
  let result: Pick<Result, 'count' | 'last'> = { count: 0, last: [] };
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const options = { ...defaultEncodeOptions, maxLength: 10_000_000 };
    const { tokens } = (await tokenizer.encodeBatch([{ text, pair: null }], options, null)).rows[0] ?? {};
    if (!tokens) throw new Error('No row');
    const all = tokens.slice(0, tokens.length);
    ms.push(performance.now() - start);
    const last = all.at(-2);
    result = { count: all.length, last: [last?.id, last?.token, last?.start, last?.end] };
  }
  return { ms, ...result };
}

function measurePython(folder: string, file: string): Result {
  const script = join(contendersFolder, 'python_tokens.py');
  return JSON.parse(
    execFileSync(pythonExecutable(), [script, folder, file, String(runs)], { encoding: 'utf8' }),
  ) as Result;
}

/** English prose of the given length: the repository's own documents, over and over, with running numbers in between. */
function proseOf(length: number): string {
  const documents = readdirSync(root).filter((name) => name.endsWith('.md'));
  const sentences = documents.flatMap(
    (name) => readFileSync(join(root, name), 'utf8').match(/[A-Za-z][^.\n|`]{20,}\./g) ?? [],
  );
  const parts: string[] = [];
  for (let size = 0, number = 0; size < length; number++) {
    const part = `${number}. ${sentences[number % sentences.length] ?? ''}${number % 7 === 0 ? '\n' : ' '}`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('').slice(0, length);
}
