import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape, parseJson } from '../../../common/json/parse-json';
import { tokenIdSchema } from '../files/tokenizer-json';

/** Far above any published vocabulary. */
const maxEntries = 4_000_000;

export type Vocab = Readonly<Record<string, number>>;
export type Merge = readonly [string, string];

/**
 * Reads vocab.txt: a token a line, its id the line's number. As in Python a token that is there twice has its last id.
 * @throws LensError `bad-file` for an empty or oversized file
 */
export function readVocabTxt(text: string): Vocab {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  checkCount('vocab.txt', lines.length);
  return withoutPrototype(lines.map((token, id) => [token, id]));
}

/** Not valibot's record, which leaves out a token called `__proto__`. */
const tableSchema = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'should be a table of tokens and ids',
);

/** Reads vocab.json: tokens and their ids. Throws LensError `bad-file`. */
export function readVocabJson(text: string): Vocab {
  const entries = Object.entries(parseJson(text, tableSchema, 'vocab.json'));
  checkCount('vocab.json', entries.length);
  return withoutPrototype(
    entries.map(([token, id]) => [
      token,
      checkShape(id, tokenIdSchema, `vocab.json, ${JSON.stringify(token.slice(0, 40))}`),
    ]),
  );
}

/**
 * Reads merges.txt: two tokens a line, first merges first; lines that start with `#version` are comments.
 * @throws LensError `bad-file` for a line that is no pair, or one whose tokens or result the vocabulary lacks
 */
export function readMerges(text: string, vocab: Vocab): Merge[] {
  const merges: Merge[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line === '' || line.startsWith('#version')) return;
    const [left, right, ...rest] = line.split(' ');
    if (left === undefined || right === undefined || rest.length > 0) {
      throw new LensError(
        'bad-file',
        `merges.txt: line ${index + 1} is not a pair of tokens.`,
        'Download the model again.',
      );
    }
    const missing = [left, right, left + right].find((token) => vocab[token] === undefined);
    if (missing !== undefined) {
      throw new LensError(
        'bad-file',
        `merges.txt: line ${index + 1} needs a token that vocab.json lacks.`,
        'Download the model again: the two files must belong together.',
      );
    }
    merges.push([left, right]);
  });
  return merges;
}

function checkCount(what: string, count: number): void {
  if (count > 0 && count <= maxEntries) return;
  throw new LensError(
    'bad-file',
    count === 0 ? `${what} is empty.` : `${what} has ${count} entries, more than any vocabulary has.`,
    'Download the model again.',
  );
}

/** A token may be called `__proto__`. */
function withoutPrototype(entries: readonly (readonly [string, number])[]): Vocab {
  const vocab = Object.create(null) as Record<string, number>;
  for (const [token, id] of entries) vocab[token] = id;
  return vocab;
}
