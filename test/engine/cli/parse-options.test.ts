import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/cli/arguments/nearest';
import { parseOptions } from '../../../src/cli/arguments/parse-options';
import type { OptionSpecs } from '../../../src/cli/arguments/options';
import { LensError } from '../../../src/common/errors/lens-error';

const specs: OptionSpecs = {
  text: { value: 'TEXT', many: true, help: '' },
  top: { value: 'N', help: '' },
  'no-special': { help: '' },
};
const parse = (...args: string[]) => parseOptions(args, specs);

describe('options of the command line', () => {
  it('keep values exactly, also those that begin with hyphens', () => {
    for (const text of [' a ', '', '-', '--', '-5', '--- title', '--unknown', '=', 'a=b', '\n']) {
      if (text !== '--') expect(parse('--text', text).all('text')).toEqual([text]);
      expect(parse(`--text=${text}`).all('text')).toEqual([text]);
    }
    expect(parse('--text', 'a', '--no-special', '--text', 'b').all('text')).toEqual(['a', 'b']);
  });

  it('know numbers and words', () => {
    expect(parse('--top', '7').count('top')).toBe(7);
    expect(parse().count('top')).toBeNull();
    for (const wrong of ['-1', '1.5', '1e3', '0x10', '', ' 1', '9'.repeat(20)]) {
      expect(() => parse(`--top=${wrong}`).count('top')).toThrow(LensError);
    }
    expect(parse('--top', 'b').choice('top', ['a', 'b'])).toBe('b');
    expect(() => parse('--top', 'c').choice('top', ['a', 'b'])).toThrow('one of a, b');
  });

  it('give what stands without a name its place, in order and also behind --', () => {
    const places = [
      { name: 'QUERY', help: '' },
      { name: 'MORE', help: '' },
    ];
    const both = parseOptions(['--top', '1', 'a b', '--no-special', '--', '-c'], specs, places);
    expect([both.argument('QUERY'), both.requiredArgument('MORE'), both.text('top')]).toEqual(['a b', '-c', '1']);
    expect(both.has('no-special')).toBe(true);
    const none = parseOptions([], specs, places);
    expect(none.argument('QUERY')).toBeNull();
    expect(() => none.requiredArgument('QUERY')).toThrow('QUERY is missing');
    expect(() => parseOptions(['a', 'b', 'c'], specs, places)).toThrow('"c" was not expected');
    expect(() => parse('a')).toThrow('"a" was not expected');
  });

  it('end in a plain sentence whatever is given', () => {
    const word = fc.oneof(
      fc.constantFrom('--text', '--top', '--no-special', '--', '-', '-t', '--text=', '--__proto__', '--constructor=1'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(word), (args) => {
        try {
          parseOptions(args, specs, [{ name: 'QUERY', help: '' }]);
        } catch (error) {
          if (!(error instanceof LensError) || error.code !== 'usage') throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('suggest what was meant', () => {
    expect(nearest('txt', Object.keys(specs))).toBe('text');
    expect(nearest('nospecial', Object.keys(specs))).toBe('no-special');
    expect(nearest('zzz', Object.keys(specs))).toBeUndefined();
  });
});
