import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../webview/form/settings/setting-kind';
import { readSetting, textOf } from '../../../../webview/form/settings/setting-text';

describe('the text of a setting', () => {
  it('is as people write it', () => {
    expect([2e-5, 0.01, 16, 1e-8, 0, -1].map((value) => textOf(value))).toEqual([
      '2e-5',
      '0.01',
      '16',
      '1e-8',
      '0',
      '-1',
    ]);
    expect([undefined, null, 'linear', { r: 8 }, ['a']].map((value) => textOf(value))).toEqual([
      '',
      '',
      'linear',
      '{"r":8}',
      '["a"]',
    ]);
  });

  it('is read back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = readSetting(textOf(value), { kind: 'number' });
        expect(read.ok && Number(read.value)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('is refused where it is no number or no JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const number = readSetting(text, { kind: 'number' });
        if (number.ok && number.value !== null) expect(Number.isFinite(number.value)).toBe(true);
        expect(() => readSetting(text, { kind: 'json' })).not.toThrow();
      }),
    );
    expect(readSetting('1e999', { kind: 'number' }).ok).toBe(false);
    expect(readSetting('{r: 8}', { kind: 'json' }).ok).toBe(false);
  });
});

it('tells how a setting is put in from the schema of run files', () => {
  expect(kindOf('learning_rate')).toEqual({ kind: 'number' });
  expect(kindOf('text_column')).toEqual({ kind: 'text' });
  expect(kindOf('dropout')).toEqual({ kind: 'switch' });
  expect(kindOf('lora')).toEqual({ kind: 'json' });
  expect(kindOf('eval_strategy')).toEqual({ kind: 'choice', options: ['no', 'steps', 'epoch'] });
});
