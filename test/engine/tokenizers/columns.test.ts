import fc from 'fast-check';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { splitsPair } from '../../../src/common/text/utf16';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { RangeIndex } from '../../../src/engine/tokenizers/encode/range-index';
import { windowsOf } from '../../../src/engine/tokenizers/encode/truncation';
import { openTokenizer, type TextTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { fixtures } from './golden';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'the ',
        'bank',
        'é',
        'e\u0301',
        'ﬁ',
        '😀',
        '👩‍👩‍👧',
        '\uD83D',
        '\uDE00',
        '字',
        '\n',
        '[MASK]',
        '<mask>',
        '\0',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe.each(['bert-uncased', 'roberta', 'gpt2', 'llama2', 'xlm-roberta', 't5'])('offsets of %s', (family) => {
  let tokenizer: TextTokenizer;
  beforeAll(async () => {
    tokenizer = await openTokenizer(join(fixtures, family));
  });

  test('lie in their text and split no surrogate pair, cut or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.option(anyText),
        fc.integer({ min: 8, max: 20 }),
        fc.boolean(),
        async (text, pair, maxLength, left) => {
          const options = {
            ...defaultEncodeOptions,
            maxLength,
            stride: 1,
            truncationSide: left ? ('left' as const) : null,
          };
          const { main, cut, overflow } = await tokenizer.encode({ text, pair }, options);
          expect(main.length).toBeLessThanOrEqual(maxLength);
          for (const part of [main, cut, ...overflow]) {
            for (const token of part.slice(0, part.length)) {
              if (token.sequence === null) continue;
              const source = token.sequence === 0 ? text : (pair ?? '');
              expect(0 <= token.start! && token.start! <= token.end! && token.end! <= source.length).toBe(true);
              expect(splitsPair(source, token.start!) || splitsPair(source, token.end!)).toBe(false);
              expect(token.text).toBe(source.slice(token.start!, token.end!));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('inRange finds what looking at every token finds', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.nat(40), fc.nat(10), async (text, from, length) => {
        const { main } = await tokenizer.encode({ text, pair: null }, defaultEncodeOptions);
        const found = main.inRange(0, from, from + length, 1000).map(({ index }) => index);
        const all = main.slice(0, main.length).map((token, index) => ({ ...token, index }));
        const own = all.filter(({ sequence }) => sequence === 0);
        const touches = (start: number, end: number) =>
          length === 0
            ? start <= from && from < end
            : start < from + length && (end > from || (start === end && start >= from));
        let expected = own.filter(({ start, end }) => touches(start!, end!));
        if (length === 0 && expected.length === 0) expected = own.filter(({ end }) => end === from);
        expect(found).toEqual(expected.map(({ index }) => index));
        expect(main.inRange(0, from, from + length, 1)).toHaveLength(Math.min(1, found.length));
      }),
      { numRuns: 60 },
    );
  });
});

test('a range index finds spans in any order', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(6)).map(([start, length]) => [start, start + length] as const);
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 20 }),
      fc.nat(30),
      fc.integer({ min: 1, max: 8 }),
      (spans, start, length) => {
        const positions = Int32Array.from(spans, (_, index) => index * 2);
        const index = new RangeIndex(
          positions,
          Int32Array.from(spans, ([from]) => from),
          Int32Array.from(spans, ([, to]) => to),
        );
        const end = start + length;
        const expected = spans.flatMap(([from, to], at) =>
          from < end && (to > start || (from === to && from >= start)) ? [at * 2] : [],
        );
        expect(index.touching(start, end, 100)).toEqual(expected);
      },
    ),
  );
});

test('windows cover the sequence and share the stride', () => {
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(11),
      fc.constantFrom('left' as const, 'right' as const),
      (length, keep, stride, side) => {
        fc.pre(stride < keep);
        const windows = windowsOf(length, keep, stride, side);
        const inOrder = side === 'right' ? windows : windows.toReversed();
        expect(inOrder[0]![0]).toBe(0);
        expect(inOrder.at(-1)![1]).toBe(length);
        inOrder.slice(1).forEach(([from], index) => {
          const [, end] = inOrder[index]!;
          const whole = inOrder[index]![1] - inOrder[index]![0] === keep && inOrder[index + 1]![1] - from === keep;
          expect(end - from).toBeGreaterThanOrEqual(stride);
          if (whole) expect(end - from).toBe(stride);
        });
        expect(windows.every(([from, to]) => to - from <= keep || windows.length === 1)).toBe(true);
      },
    ),
  );
});
