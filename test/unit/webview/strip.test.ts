import { describe, expect, it } from 'vitest';
import { charactersPerToken, factsOf } from '../../../webview/lens/facts/facts';
import { chipLook, chipText, showSpaces } from '../../../webview/lens/strip/chip-look';
import { chipAbove } from '../../../webview/lens/strip/neighbour';
import { stripItems } from '../../../webview/lens/strip/strip-items';
import { stripCommand } from '../../../webview/lens/strip/strip-keys';
import { chipWidth, countLines } from '../../../webview/lens/strip/strip-lines';
import { chipMeasures, fitsWrapped, wordsOf } from '../../../webview/lens/strip/wrapping';
import { piece, special, token } from './tokens';

const text = 'learn transformers';
const learn = piece(text, 0, 5, 4);
const transform = piece(text, 6, 15, 5, { readable: ' transform' });
const ers = piece(text, 15, 18, 5);
const input = { part: 'input', index: 3 } as const;

describe('chips', () => {
  it('gives neighbouring words different colours and joins the pieces of a word', () => {
    expect(chipLook(learn, input, undefined, transform)).toMatchObject({ hue: 1, joinsAfter: false });
    expect(chipLook(transform, input, learn, ers)).toMatchObject({ hue: 2, joinsBefore: false, joinsAfter: true });
    expect(chipLook(ers, input, transform, undefined)).toMatchObject({ hue: 2, joinsBefore: true });
  });

  it('does not join words of the same number in the two texts of a pair', () => {
    const second = token({ word: 4, sequence: 1, start: 0, end: 2 });
    expect(chipLook(second, input, learn, undefined).joinsBefore).toBe(false);
  });

  it('tells special, padding and cut tokens from words', () => {
    expect(chipLook(special('<s>', 0), input, undefined, undefined)).toMatchObject({ kind: 'special', hue: 0 });
    expect(chipLook(token({ attention: 0, special: true }), input, undefined, undefined).kind).toBe('padding');
    expect(chipLook(learn, { part: 'cut', index: 0 }, undefined, undefined)).toMatchObject({ kind: 'cut', hue: 0 });
  });

  it('reads without the space before a word, and shows white space alone as marks', () => {
    expect(chipText(transform)).toBe('transform');
    expect(chipText(token({ readable: '\n\n' }))).toBe('↵↵');
    expect(chipText(token({ token: 'Ġ', readable: ' ' }))).toBe('·');
    expect(chipText(special('<s>', 0))).toBe('<s>');
    expect(showSpaces('a\tb c')).toBe('a→b·c');
  });
});

describe('strip', () => {
  it('puts what was cut on the side where it was cut', () => {
    const row = { length: 3, padding: 1, cut: 2 };
    expect(Array.from({ length: 6 }, (_, item) => stripItems(row, 'right').at(item).part)).toEqual([
      'input',
      'input',
      'input',
      'input',
      'cut',
      'cut',
    ]);
    const left = stripItems(row, 'left');
    expect(left.at(2)).toEqual({ part: 'input', index: 0 });
    expect(left.itemOf({ part: 'cut', index: 1 })).toBe(1);
  });

  it('counts lines of whole words', () => {
    expect(countLines([], 4, 100)).toBe(0);
    expect(countLines([40, 40], 4, 100)).toBe(1);
    expect(countLines([40, 40, 40], 4, 100)).toBe(2);
    expect(countLines([250], 4, 100)).toBe(3);
  });

  it('measures a chip by its text or its id, wide characters as two', () => {
    expect(chipWidth('to', 50264, { character: 8, digit: 7, frame: 14, gap: 4 })).toBe(49);
    expect(chipWidth('注意', 7, { character: 8, digit: 7, frame: 14, gap: 4 })).toBe(46);
  });

  it('wraps up to three lines and never more than 200 chips', () => {
    const words = Array.from({ length: 30 }, (_, word) => piece('learn', 0, 5, word));
    const width = chipWidth('learn', 7, chipMeasures) + chipMeasures.gap;
    expect(fitsWrapped(30, (item) => words[item], width * 10)).toBe(true);
    expect(fitsWrapped(30, (item) => words[item], width * 9)).toBe(false);
    expect(fitsWrapped(201, () => learn, 1e6)).toBe(false);
  });

  it('groups the pieces of words', () => {
    const row = [special('<s>', 0), learn, transform, ers];
    expect(wordsOf(4, (item) => row[item])).toEqual([[0], [1], [2, 3]]);
  });

  it('moves to the nearest chip of the next line', () => {
    const box = (item: number, left: number, top: number) => ({ item, left, width: 40, top });
    const boxes = [box(0, 0, 0), box(1, 44, 0), box(2, 0, 42), box(3, 44, 42), box(4, 0, 84)];
    expect(chipAbove(boxes, 1, 1)).toBe(3);
    expect(chipAbove(boxes, 4, -1)).toBe(2);
    expect(chipAbove(boxes, 0, -1)).toBeNull();
  });
});

describe('keys of the strip', () => {
  const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean } = {}) =>
    stripCommand({ key, ctrlKey: false, metaKey: false, ...held }, 4, 6);

  it('move within the row and no further than its ends', () => {
    expect(press('ArrowLeft')).toEqual({ kind: 'move', to: 3 });
    expect(press('PageDown')).toEqual({ kind: 'move', to: 5 });
    expect(press('Home')).toEqual({ kind: 'move', to: 0 });
    expect(stripCommand({ key: 'End', ctrlKey: false, metaKey: false }, 0, 0)).toBeNull();
  });

  it('choose, add, and cross to other lines', () => {
    expect(press(' ')).toEqual({ kind: 'choose', add: false });
    expect(press(' ', { metaKey: true })).toEqual({ kind: 'choose', add: true });
    expect(press('ArrowUp')).toEqual({ kind: 'cross', direction: -1 });
    expect(press('Tab')).toBeNull();
  });
});

describe('facts', () => {
  const none = { padding: 0, cut: 0, cutSpan: null, cutPairSpan: null, cutTokens: [] };
  const row = { input: 0, window: 0, textTokens: 3, textUnits: 18, ...none };
  const run = {
    runId: 1,
    maxLength: 512,
    paddingSide: 'right',
    prediction: null,
    device: 'cpu',
    threads: 1,
    tokenizeMs: 0,
    modelMs: null,
    loadMs: null,
  } as const;

  it('says how much was read, how densely and that nothing was cut', () => {
    const tokens = [special('<s>', 0), learn, transform, ers, special('</s>', 2)];
    const facts = factsOf({ ...run, rows: [{ ...row, length: 5, tokens }] });
    expect(facts).toEqual(['5 of 512 tokens', '6.0 characters per token', 'nothing cut']);
  });

  it('counts the mask of a batch', () => {
    const rows = [10, 8, 9].map((length) => ({ ...row, length, padding: 10 - length, tokens: [] }));
    expect(factsOf({ ...run, rows })).toEqual([
      'Batch of 3 × 10, padded right',
      '27 of 30 positions in the attention mask',
      'nothing cut at 512',
    ]);
  });

  it('has no density where no token stands for text', () => {
    expect(charactersPerToken({ textTokens: 0, textUnits: 0 })).toBeNull();
  });
});
