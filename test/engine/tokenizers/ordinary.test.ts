import { expect, test } from 'vitest';
import { parseTokenizerJson } from '../../../src/engine/tokenizers/files/tokenizer-json';
import { isOrdinary } from '../../../src/engine/tokenizers/trust/ordinary';
import { tokenizerJson } from './folders';

const replace = (from: string, content: string) => ({ type: 'Replace', pattern: { String: from }, content });
const withNormalizer = (normalizer: object) =>
  isOrdinary(parseTokenizerJson(JSON.stringify({ ...tokenizerJson('bert-uncased'), normalizer }), 'tokenizer.json'));

test('replacements of one character, as SentencePiece has them, need no trial', () => {
  const normalizers = [{ type: 'Prepend', prepend: '▁' }, replace(' ', '▁'), replace('``', '"')];
  expect(withNormalizer({ type: 'Sequence', normalizers })).toBe(true);
});

test('what can multiply a text goes on trial', () => {
  expect(withNormalizer(replace('a', 'aa'))).toBe(false);
  expect(withNormalizer({ type: 'Prepend', prepend: 'a'.repeat(1000) })).toBe(false);
});
