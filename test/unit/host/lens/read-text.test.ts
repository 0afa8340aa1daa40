import { describe, expect, it } from 'vitest';
import { checkTextSize } from '../../../../src/host/lens/source/check-text';
import { applyPair } from '../../../../src/host/lens/source/pair-choice';
import { excerptOf, sameText, sourceLabel, toInputs, typedText } from '../../../../src/host/lens/source/read-text';
import { editorText } from '../fakes';

describe('sourceLabel', () => {
  it('names lines as the editor counts them', () => {
    expect(sourceLabel(editorText('a'))).toBe('feedback.md:3');
    expect(sourceLabel(editorText('a', 'b', 'c'))).toBe('feedback.md:3, 4, 5');
    expect(sourceLabel(editorText('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'))).toBe('feedback.md:3, 4, 5, 6, 7, 8, …');
    expect(sourceLabel(typedText('a', null))).toBe('typed text');
  });

  it('gives a selection of several lines as a range', () => {
    const [row] = editorText('a\nb').rows;
    const place = row?.place ? { ...row.place, endLine: 6 } : null;
    expect(sourceLabel({ kind: 'editor', rows: [{ text: 'a\nb', place }], pair: null })).toBe('feedback.md:3–7');
  });
});

describe('excerptOf', () => {
  it('is one line, cut between characters', () => {
    expect(excerptOf('a\n  b\tc ')).toBe('a b c');
    expect(excerptOf('😀'.repeat(5), 3)).toBe('😀😀😀…');
    expect(excerptOf('x'.repeat(10_000_000), 4)).toBe('xxxx…');
  });
});

describe('toInputs', () => {
  const classifier = { kind: 'encoder-only', task: 'text-classification' } as const;
  const translator = { kind: 'encoder-decoder', task: 'translation' } as const;

  it('gives a second text to a model that reads it as it was meant', () => {
    const given = applyPair(editorText('It rained.'), { kind: 'text', text: 'Es regnete.', forDecoder: true });
    expect(toInputs(given, translator)).toEqual([{ text: 'It rained.', pair: null, target: 'Es regnete.' }]);
    expect(toInputs(given, classifier)).toEqual([{ text: 'It rained.', pair: null }]);
    const paired = applyPair(editorText('It rained.'), { kind: 'text', text: 'It was wet.', forDecoder: false });
    expect(toInputs(paired, classifier)).toEqual([{ text: 'It rained.', pair: 'It was wet.' }]);
    expect(toInputs(paired, translator)).toEqual([{ text: 'It rained.', pair: null }]);
  });

  it('takes a text that was typed before any model was known as the model reads it', () => {
    expect(toInputs(typedText('a', 'b'), translator)).toEqual([{ text: 'a', pair: null, target: 'b' }]);
    expect(toInputs(typedText('a', 'b'), classifier)).toEqual([{ text: 'a', pair: 'b' }]);
  });
});

describe('sameText', () => {
  it('knows the same text at another place as another', () => {
    expect(sameText(editorText('a', 'b'), editorText('a', 'b'))).toBe(true);
    expect(sameText(editorText('a', 'b'), editorText('a'))).toBe(false);
    expect(sameText(editorText('a'), typedText('a', null))).toBe(false);
    expect(sameText(typedText('a', 'b'), typedText('a', null))).toBe(false);
  });
});

describe('checkTextSize', () => {
  const refusal = (size: Parameters<typeof checkTextSize>[0]): unknown => {
    try {
      checkTextSize(size);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('says in a plain sentence what is too much or too little', () => {
    expect(refusal({ rows: 1, characters: 12_000_000, blank: false })).toMatchObject({
      code: 'too-big',
      message: 'The text has 12,000,000 characters; at most 10,000,000 are read at once.',
      help: 'Select a part of it.',
    });
    expect(refusal({ rows: 300, characters: 5, blank: false })).toMatchObject({ code: 'too-big' });
    expect(refusal({ rows: 1, characters: 0, blank: true })).toMatchObject({
      code: 'usage',
      message: 'There is no text here.',
    });
    expect(refusal({ rows: 256, characters: 10_000_000, blank: false })).toBeUndefined();
  });
});

describe('applyPair', () => {
  it('makes the second of two selections the pair, and gives it back', () => {
    const read = editorText('first', 'second');
    const pair = applyPair(read, { kind: 'selection' });
    expect([pair.rows.map(({ text }) => text), pair.pair?.text]).toEqual([['first'], 'second']);
    expect(applyPair(pair, null)).toEqual(read);
    expect(applyPair(editorText('a', 'b', 'c'), { kind: 'selection' }).pair).toBeNull();
  });

  it('sets a typed pair beside every row', () => {
    const read = applyPair(editorText('a', 'b'), { kind: 'text', text: 'c' });
    expect([read.rows.length, read.pair]).toEqual([2, { text: 'c', place: null }]);
  });
});
