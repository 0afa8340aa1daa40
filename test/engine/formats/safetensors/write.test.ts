import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensorsHeader } from '../../../../src/engine/formats/safetensors/read-header';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { writeSafetensors } from '../../../../src/engine/formats/safetensors/write';
import { temporaryFile, temporaryFolder } from '../../support/fixtures';
import { entry, fileBytes } from './file-bytes';

test('what was written is read back, whatever the names and sizes', async () => {
  const folder = temporaryFolder();
  const data = fc.oneof(
    fc.float32Array({ noNaN: true, maxLength: 9 }),
    fc.bigInt64Array({ maxLength: 9 }),
    fc.int32Array({ maxLength: 9 }),
    fc.uint8Array({ maxLength: 9 }),
    fc.float64Array({ noNaN: true, maxLength: 9 }),
  );
  const name = fc.string({ unit: 'grapheme' }).filter((each) => !['__metadata__', '__proto__'].includes(each));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, data, { noNullPrototype: true }), async (arrays) => {
      const tensors = new Map<string, Tensor>(
        Object.entries(arrays).map(([key, array]) => [`t.${key}`, { dims: [array.length], data: array }]),
      );
      const path = join(folder, 'written.safetensors');
      await writeSafetensors(path, tensors, { made: 'here' });
      const read = await readSafetensors(path);
      expect(new Map([...read].sort())).toEqual(new Map([...tensors].sort()));
      for (const { offset } of (await readSafetensorsHeader(path)).tensors.values()) expect(offset).toBeGreaterThan(8);
    }),
    { numRuns: 60 },
  );
  expect(readdirSync(folder)).toEqual(['written.safetensors']);
});

test('a failure leaves the old file and nothing else', async () => {
  const path = temporaryFile('old', 'w.safetensors');
  const wrong = new Map([['a', { dims: [3], data: Float32Array.of(1, 2) }]]);
  await expect(writeSafetensors(path, wrong)).rejects.toThrow(/"a" has 2 elements/);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(join(path, '..'))).toEqual(['w.safetensors']);
});

test('half floats are read as the numbers they are', async () => {
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0xfbff, 0x8000);
  const brains = Uint16Array.of(0x3f80, 0xc000, 0x0001, 0x7f80, 0x4049, 0x8000);
  const bytes = fileBytes({ h: entry('F16', [6], 0, 12), b: entry('BF16', [2, 3], 12, 24) }, 24);
  bytes.set(new Uint8Array(halves.buffer), bytes.length - 24);
  bytes.set(new Uint8Array(brains.buffer), bytes.length - 12);
  const read = await readSafetensors(temporaryFile(bytes, 'w.safetensors'));
  expect([...read.get('h')!.data]).toEqual([1, -2, 2 ** -24, Infinity, -65504, -0]);
  expect([...read.get('b')!.data]).toEqual([1, -2, Math.fround(2 ** -133), Infinity, 3.140625, -0]);
});

test('a dtype without a typed array is refused by name', async () => {
  const path = temporaryFile(fileBytes({ a: entry('F8_E4M3', [1], 0, 1) }, 1), 'w.safetensors');
  await expect(readSafetensors(path)).rejects.toMatchObject({
    code: 'unsupported',
    message: 'In w.safetensors the tensor "a" has the dtype F8_E4M3, which cannot be read yet.',
  });
});
