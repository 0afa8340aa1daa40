import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDuplicateKey } from '../../../../src/engine/formats/safetensors/duplicate-keys';

test('JSON without duplicates has none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      expect(findDuplicateKey(JSON.stringify(value, null, indent))).toBeNull();
    }),
  );
});

test('a key put in a second time is found, at any depth', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (key, first, second) => {
      const name = JSON.stringify(key);
      const text = `[{"outer" : {${name}: ${JSON.stringify(first)}, ${name} :${JSON.stringify(second)}}}]`;
      expect(findDuplicateKey(text)).not.toBeNull();
    }),
  );
});
