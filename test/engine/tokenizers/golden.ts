import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenColumns } from '../../../src/engine/tokenizers/text-tokenizer';

export const fixtures = join(__dirname, '../../fixtures/tokenizers');

/** The families of reference values: every folder that has some. */
export const families = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** One encoding as Python's library gives it. */
export interface GoldenFields {
  ids: number[];
  tokens: string[];
  type_ids: number[];
  attention_mask: number[];
  special_tokens_mask: number[];
  word_ids: (number | null)[];
  sequence_ids: (number | null)[];
  offsets_utf16: [number, number][];
}

export interface GoldenLine extends GoldenFields {
  name: string;
  text: string;
  pair?: string;
  add_special_tokens: boolean;
  truncation?: {
    max_length: number;
    stride: number;
    strategy: 'longest_first' | 'only_first' | 'only_second';
    direction: 'left' | 'right';
  };
  padding?: {
    strategy: 'longest' | 'fixed';
    length?: number;
    multiple_of?: number;
    direction: 'left' | 'right';
    pad_id: number;
    pad_type_id: number;
    pad_token: string;
  };
  batch?: string[];
  overflow?: GoldenFields[];
  decoded: { with_special: string; skip_special: string };
}

export function readLines<Line>(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Our columns in the golden's form. */
export function fieldsOf(columns: TokenColumns): GoldenFields {
  const tokens = columns.slice(0, columns.length);
  return {
    ids: tokens.map(({ id }) => id),
    tokens: tokens.map(({ token }) => token),
    type_ids: tokens.map(({ typeId }) => typeId),
    attention_mask: tokens.map(({ attention }) => attention),
    special_tokens_mask: tokens.map(({ special }) => (special ? 1 : 0)),
    word_ids: tokens.map(({ word }) => word),
    sequence_ids: tokens.map(({ sequence }) => sequence),
    offsets_utf16: tokens.map(({ start, end }) => [start ?? 0, end ?? 0]),
  };
}

/** The golden's fields that ours have; it also has offsets in code points. */
export function expectedFields(golden: GoldenFields): GoldenFields {
  const { ids, tokens, type_ids, attention_mask, special_tokens_mask, word_ids, sequence_ids, offsets_utf16 } = golden;
  return { ids, tokens, type_ids, attention_mask, special_tokens_mask, word_ids, sequence_ids, offsets_utf16 };
}
