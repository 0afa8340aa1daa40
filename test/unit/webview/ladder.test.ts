import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderColumns } from '../../../webview/lens/tokens/ladder/ladder-columns';
import { layoutLadder, type LadderCell } from '../../../webview/lens/tokens/ladder/ladder-layout';
import { piece, special, token } from './tokens';

const measures = { column: 24, character: 8, digit: 7, padding: 10 };
const text = 'NPTEL is great!';
const stages = {
  text,
  preTokens: [
    { text: 'NPTEL', start: 0, end: 5 },
    { text: ' is', start: 5, end: 8 },
    { text: ' great', start: 8, end: 14 },
    { text: '!', start: 14, end: 15 },
  ],
  tokens: [
    special('<s>', 0),
    piece(text, 0, 1, 0, { id: 487 }),
    piece(text, 1, 3, 0, { id: 10311 }),
    piece(text, 3, 5, 0, { id: 3721 }),
    piece(text, 6, 8, 1, { id: 16, readable: ' is' }),
    piece(text, 9, 14, 2, { id: 372, readable: ' great' }),
    piece(text, 14, 15, 3, { id: 328 }),
    special('</s>', 2),
  ],
};
const right = ({ left, width }: LadderCell) => left + width;

describe('ladder', () => {
  it('puts special tokens around the text and every token under its characters', () => {
    const { columns, tokens } = ladderColumns(stages);
    expect(columns).toHaveLength(text.length + 2);
    const covered = tokens.map(({ from, to }) =>
      columns
        .slice(from, to)
        .map((column) => column.text)
        .join(''),
    );
    expect(covered).toEqual(['', 'N', 'PT', 'EL', ' is', ' great', '!', '']);
  });

  it('aligns pre-tokens with the tokens that they were split into', () => {
    const layout = layoutLadder(stages, measures);
    expect(layout.preTokens[0]?.left).toBe(layout.tokens[1]?.left);
    expect(right(layout.preTokens[0]!)).toBe(right(layout.tokens[3]!));
    expect(right(layout.tokens[0]!)).toBe(layout.characters[1]?.left);
  });

  it('widens the columns of a token whose id needs more room', () => {
    const wide = layoutLadder({ text: 'a', preTokens: null, tokens: [piece('a', 0, 1, 0, { id: 1234567 })] }, measures);
    expect(wide.tokens[0]?.width).toBe(7 * 7 + 10);
    expect(wide.characters[0]?.width).toBe(wide.tokens[0]?.width);
  });

  it('parts one character among the tokens of its bytes', () => {
    const bytes = [11, 12, 13].map((id) => piece('😀', 0, 2, 0, { id, readable: '<0xF0>' }));
    const layout = layoutLadder({ text: '😀', preTokens: null, tokens: bytes }, measures);
    expect(layout.characters).toHaveLength(1);
    expect(layout.tokens.map(({ width }) => width)).toEqual([58, 58, 58]);
    expect(layout.tokens[2]?.left).toBe(116);
  });

  it('gives tokens of a second text places of their own', () => {
    const pair = [
      piece('a', 0, 1, 0),
      special('</s>', 2),
      token({ text: 'b', sequence: 1, start: 0, end: 1, word: 0 }),
    ];
    const { columns, tokens } = ladderColumns({ text: 'a', preTokens: null, tokens: pair });
    expect(columns.map((column) => column.text)).toEqual(['a', '', '']);
    expect(tokens.map(({ from }) => from)).toEqual([0, 1, 2]);
  });

  it('has nothing to lay out for an empty text', () => {
    const layout = layoutLadder({ text: '', preTokens: [], tokens: [] }, measures);
    expect(layout).toEqual({ width: 0, characters: [], preTokens: [], tokens: [] });
  });

  it('never overlaps tokens and gives each the room that it needs, whatever the spans', () => {
    const cut = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), cut, (source, cuts) => {
        const edges = [...new Set([0, ...cuts, source.length])]
          .filter((at) => at <= source.length)
          .sort((a, b) => a - b);
        const tokens = edges.slice(1).map((end, index) => piece(source, edges[index] ?? 0, end, index, { id: 31337 }));
        const layout = layoutLadder({ text: source, preTokens: null, tokens }, measures);
        layout.tokens.forEach((cell, index) => {
          expect(cell.width).toBeGreaterThanOrEqual(5 * 7 + 10 - 1e-6);
          if (index > 0) expect(cell.left).toBeGreaterThanOrEqual(right(layout.tokens[index - 1]!) - 1e-6);
        });
      }),
    );
  });
});
