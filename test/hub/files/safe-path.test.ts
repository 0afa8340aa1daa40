import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafePath, refuseClashes } from '../../../src/hub/files/safe-path';
import { resolveUrl } from '../../../src/hub/api/names';

describe('paths that can be created on every system', () => {
  it.each([
    'config.json',
    'onnx/model_quantized.onnx',
    'a/b/c/d.txt',
    '.gitattributes',
    'with space.txt',
    'a#b?c%d&e=f+g.txt',
    '%2e%2e/x',
    'ünïcödé/文件.json',
    'console.txt',
    'com10',
    'nullable',
    '..a',
    'a..b',
    '-rf',
    '~',
    'x'.repeat(255),
  ])('%s', (path) => {
    expect(isSafePath(path)).toBe(true);
  });

  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/../b',
    'a/./b',
    'a/..',
    '/etc/passwd',
    'a//b',
    'a/',
    'C:\\x',
    'C:x',
    'c:/x',
    '\\\\host\\s',
    '//host/s',
    'a/..\\b',
    'a\\b',
    'file.txt:stream',
    'CON',
    'con',
    'a/Nul.txt',
    'COM1',
    'com1.tar.gz',
    'LPT\u00b9',
    'aux.json/x',
    'PRN .txt',
    'CONIN$',
    'trailing.',
    'trailing ',
    'a./b',
    'a /b',
    'a\0b',
    'a\nb',
    'a\u0085b',
    'a*b',
    'a"b',
    'a<b',
    'a|b',
    'lone \ud800',
    'x'.repeat(256),
    'é'.repeat(128),
    Array(300).fill('ab').join('/') + '/' + 'x'.repeat(200),
  ])('not %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'C:', 'CON', 'a', 'b.txt', ' ', '\\', '..\\', '%2e%2e', '\0', 'a\\..\\..'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));

  it('lie below their folder, as Windows and others read them', () => {
    fc.assert(
      fc.property(path, (given) => {
        fc.pre(isSafePath(given));
        expect(posix.resolve('/root', given)).toBe(`/root/${given}`);
        expect(win32.resolve('C:\\root', given)).toBe(`C:\\root\\${given.replaceAll('/', '\\')}`);
        expect(win32.isAbsolute(given) || posix.isAbsolute(given)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('have an address that leads to them and nowhere else', () => {
    fc.assert(
      fc.property(path, (given) => {
        fc.pre(isSafePath(given));
        const url = new URL(resolveUrl('https://host', { id: 'org/name', revision: 'refs/pr/1', path: given }));
        const parts = url.pathname.split('/');
        expect([url.origin, url.search, url.hash]).toEqual(['https://host', '', '']);
        expect(parts.slice(0, 5)).toEqual(['', 'org', 'name', 'resolve', 'refs%2Fpr%2F1']);
        expect(parts.slice(5).map(decodeURIComponent).join('/')).toBe(given);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('paths beside each other', () => {
  it('are fine as they mostly are', () => {
    expect(() => refuseClashes(['config.json', 'onnx/model.onnx', 'onnx/config.json', 'onnx.md'])).not.toThrow();
    expect(() => refuseClashes([])).not.toThrow();
  });

  it.each([
    ['the same but for case', ['README.md', 'a', 'readme.md']],
    ['the same but for how an accent is written', ['caf\u00e9', 'cafe\u0301']],
    ['letters that fold to one', ['stra\u00dfe', 'STRASSE']],
    ['a file where a folder is', ['a/b', 'a']],
    ['a folder where a file is', ['a', 'a/b']],
    ['deeper, in another case', ['x/Y', 'X/y/z']],
    ['twice', ['a', 'a']],
  ])('%s', (_name, paths) => {
    expect(() => refuseClashes(paths)).toThrow(expect.objectContaining({ code: 'bad-file' }) as Error);
  });

  it('never clash when parts differ in more than case', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, (unique) => {
        expect(() => refuseClashes(unique)).not.toThrow();
        expect(() => refuseClashes([...unique, unique[0]!.toUpperCase()])).toThrow();
      }),
    );
  });
});
