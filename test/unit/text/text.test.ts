import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteCharacters, bytesOfCharacters } from '../../../src/common/text/byte-alphabet';
import { formatByte, readableBytes } from '../../../src/common/text/byte-text';
import { clipText, formatSpan } from '../../../src/common/text/clip-text';
import { readableToken, type TokenStyle } from '../../../src/common/text/readable-token';
import { splitsPair, toUtf16, utf16Table, wellFormed } from '../../../src/common/text/utf16';

/** Any JavaScript string: emoji, combining marks, halves of pairs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('a', 'é', '😀', '\uD83D', '\uDE00', '字', '\n')).map((parts) => parts.join('')),
);

describe('utf16Table', () => {
  test('gives the start of every code point, and the end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const points = Array.from(text);
        const table = utf16Table(text);
        let unit = 0;
        points.forEach((point, index) => {
          expect(toUtf16(table, text, index)).toBe(unit);
          unit += point.length;
        });
        expect(toUtf16(table, text, points.length)).toBe(text.length);
        expect(toUtf16(table, text, points.length + 5)).toBe(text.length);
      }),
    );
  });

  test('is not made where no character is outside the BMP', () => {
    expect(utf16Table('naïve 字 \uD83D and \uDE00')).toBeNull();
    expect(utf16Table('😀')).toEqual(Uint32Array.of(0, 2));
  });
});

describe('wellFormed', () => {
  test('has the length of the text and is what UTF-8 makes of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(wellFormed(text)).toHaveLength(text.length);
        expect(wellFormed(text)).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text)),
        );
      }),
    );
  });
});

describe('clipText', () => {
  test('gives a beginning that is short enough and splits no pair', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, most) => {
        const clipped = clipText(text, most);
        expect(text.startsWith(clipped)).toBe(true);
        expect(clipped.length).toBeLessThanOrEqual(most);
        expect(clipped.length).toBeGreaterThanOrEqual(Math.min(most, text.length) - 1);
        expect(splitsPair(text, clipped.length)).toBe(false);
      }),
    );
  });

  test('formatSpan', () => {
    expect(formatSpan(4, 9)).toBe('4–9');
    expect(formatSpan(4, 4)).toBe('4');
  });
});

describe('byte alphabet', () => {
  test('has a character of its own for each byte', () => {
    expect(new Set(byteCharacters).size).toBe(256);
    expect(byteCharacters[0x20]).toBe('Ġ');
    expect(byteCharacters[0x0a]).toBe('Ċ');
    expect(byteCharacters[0xad]).toBe('Ń');
    expect(bytesOfCharacters.get('Ġ')).toBe(0x20);
  });
});

describe('readableBytes', () => {
  test('gives back the text of whole characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readableBytes([...new TextEncoder().encode(text)])).toBe(wellFormed(text));
      }),
    );
  });

  test('leaves no byte out of any sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const text = readableBytes([...bytes]);
        const again = text
          .split(/(<0x[0-9A-F]{2}>)/)
          .flatMap((part) =>
            /^<0x..>$/.test(part) ? [Number(part.slice(1, -1))] : [...new TextEncoder().encode(part)],
          );
        fc.pre(!new TextDecoder().decode(bytes).includes('<0x'));
        expect(again).toEqual([...bytes]);
      }),
    );
  });

  test.each([
    [[0xf0, 0x9f, 0x98], '<0xF0><0x9F><0x98>'],
    [[0xc0, 0x80], '<0xC0><0x80>'],
    [[0xed, 0xa0, 0x80], '<0xED><0xA0><0x80>'],
    [[0xf4, 0x90, 0x80, 0x80], '<0xF4><0x90><0x80><0x80>'],
    [[0x41, 0x80, 0xc3, 0xa9], 'A<0x80>é'],
  ])('%j is %s', (bytes, text) => {
    expect(readableBytes(bytes)).toBe(text);
  });

  test('formatByte', () => {
    expect(formatByte(10)).toBe('<0x0A>');
  });
});

describe('readableToken', () => {
  const wordPiece: TokenStyle = { kind: 'wordPiece', prefix: '##' };
  test.each<[string, TokenStyle, string]>([
    ['Ġis', { kind: 'byteLevel' }, ' is'],
    ['Ċ', { kind: 'byteLevel' }, '\n'],
    ['ÃŃ', { kind: 'byteLevel' }, 'í'],
    ['ðŁĺĢ', { kind: 'byteLevel' }, '😀'],
    ['ðŁ', { kind: 'byteLevel' }, '<0xF0><0x9F>'],
    ['<|endoftext|>字', { kind: 'byteLevel' }, '<|endoftext|>字'],
    ['▁the', { kind: 'metaspace' }, ' the'],
    ['▁▁', { kind: 'metaspace' }, '  '],
    ['##ing', wordPiece, 'ing'],
    ['##', wordPiece, '##'],
    ['a##', wordPiece, 'a##'],
    ['Ġ', { kind: 'plain' }, 'Ġ'],
  ])('%s', (token, style, text) => {
    expect(readableToken(token, style)).toBe(text);
  });
});
