import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultEncodeOptions, type EncodeOptions } from '../../../src/common/contracts/run';
import { openTokenizer, type TextTokenizer, type TokenColumns } from '../../../src/engine/tokenizers/text-tokenizer';
import { expectedFields, families, fieldsOf, fixtures, readLines, type GoldenLine } from './golden';

const optionsOf = (line: GoldenLine): EncodeOptions => ({
  ...defaultEncodeOptions,
  addSpecialTokens: line.add_special_tokens,
  maxLength: line.truncation?.max_length ?? null,
  truncation: line.truncation?.strategy ?? 'longest_first',
  truncationSide: line.truncation?.direction ?? null,
  stride: line.truncation?.stride ?? null,
});

/** The padded length that the line asks for: of the batch (or the one text), a fixed one, or a multiple. */
async function paddedLength(tokenizer: TextTokenizer, line: GoldenLine): Promise<number> {
  const { padding, batch = [line.text] } = line;
  const encoded = await Promise.all(
    batch.map((text) => tokenizer.encode({ text, pair: line.pair ?? null }, optionsOf(line))),
  );
  const longest = padding?.length ?? Math.max(...encoded.map(({ main }) => main.length));
  const unit = padding?.multiple_of ?? 1;
  return Math.ceil(longest / unit) * unit;
}

async function parts(tokenizer: TextTokenizer, line: GoldenLine): Promise<TokenColumns[]> {
  const encoded = await tokenizer.encode({ text: line.text, pair: line.pair ?? null }, optionsOf(line));
  const all = [encoded.main, ...encoded.overflow];
  if (line.padding === undefined) return all;
  const length = await paddedLength(tokenizer, line);
  const { direction, pad_id: id, pad_token: token, pad_type_id: typeId } = line.padding;
  return all.map((part) => part.padded(Math.max(0, length - part.length), direction, { id, token, typeId }));
}

test('there are fifteen families', () => {
  expect(families).toHaveLength(15);
});

describe.each(families)('%s', (family) => {
  let tokenizer: TextTokenizer;
  beforeAll(async () => {
    tokenizer = await openTokenizer(join(fixtures, family));
  });

  const lines = readLines<GoldenLine>(join(fixtures, family, 'golden.jsonl'));
  test.each(lines.map((line) => [line.name, line] as const))('%s', async (_, line) => {
    const [main, ...overflow] = await parts(tokenizer, line);
    expect(fieldsOf(main!)).toEqual(expectedFields(line));
    expect(overflow.map(fieldsOf)).toEqual((line.overflow ?? []).map(expectedFields));
    expect(await tokenizer.decode(main!.ids, false)).toBe(line.decoded.with_special);
    expect(await tokenizer.decode(main!.ids, true)).toBe(line.decoded.skip_special);
  });
});

describe('lone surrogates', () => {
  type Line = GoldenLine & { family: string; read_as: string };
  const lines = readLines<Line>(join(fixtures, 'lone_surrogates.jsonl'));
  test.each(lines.map((line) => [line.family, JSON.stringify(line.text), line] as const))(
    '%s %s',
    async (family, _, line) => {
      const tokenizer = await openTokenizer(join(fixtures, family));
      const { main } = await tokenizer.encode({ text: line.text, pair: null }, defaultEncodeOptions);
      expect(fieldsOf(main)).toEqual(expectedFields(line));
      for (const token of main.slice(0, main.length)) {
        if (token.sequence !== null) expect(token.text).toBe(line.text.slice(token.start!, token.end!));
      }
    },
  );
});
