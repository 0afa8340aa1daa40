import fc from 'fast-check';
import { expect, it } from 'vitest';
import { configText } from '../../../../src/engine/train/checkpoint/config-text';

it('writes numbers as they were, since for Python 1.0 and 1 are two types', () => {
  const before =
    '{"factor": 1.0, "small": 1e-05, "layers": 12, "list": [1.0, 2, {"x": 0.0}], "text": "1.0 \\" 2.0", "was": 2.0}';
  const config = { factor: 1, small: 1e-5, layers: 12, list: [1, 2, { x: 0 }], text: '1.0 " 2.0', was: 3, added: 1 };
  const text = configText(config, before);
  expect(JSON.parse(text)).toEqual(config);
  expect(text).toContain('"factor": 1.0,');
  expect(text).toContain('"small": 1e-05,');
  expect(text).toContain('"layers": 12,');
  expect(text).toContain('"x": 0.0');
  expect(text).toContain('"was": 3,');
  expect(text).toContain('"added": 1\n');
});

it('never changes what it says, whatever stood there before', () => {
  const value = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(value, value, (config, other) => {
      const plain = JSON.parse(JSON.stringify(config)) as Record<string, unknown>;
      const withoutMark = (text: string): boolean => !text.includes('\\u0000');
      fc.pre(withoutMark(JSON.stringify(config)) && withoutMark(JSON.stringify(other)));
      for (const before of [config, other]) {
        expect(JSON.parse(configText(plain, JSON.stringify(before, undefined, 1)))).toEqual(plain);
      }
    }),
  );
});
