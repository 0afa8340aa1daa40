import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { parseHeader } from '../../../../src/engine/formats/safetensors/parse-header';
import { readSafetensorsHeader } from '../../../../src/engine/formats/safetensors/read-header';
import { temporaryFile } from '../../support/fixtures';
import { entry, fileBytes } from './file-bytes';

const a = entry('F32', [2, 3], 0, 24);

describe('a header that lies is refused with the file and the tensor named', () => {
  test.each<[string, unknown, number, RegExp]>([
    ['overlap', { a, b: entry('F32', [1], 20, 24) }, 24, /"a" and "b" overlap|"b" and "a" overlap/],
    ['same place twice', { a, b: a }, 24, /overlap/],
    ['past the end', { a }, 20, /w\.safetensors is incomplete.*"a"/],
    ['hole', { a, b: entry('F32', [1], 28, 32) }, 32, /4 bytes before "b"/],
    ['hole at the beginning', { a: entry('F32', [1], 4, 8) }, 8, /4 bytes before "a"/],
    ['bytes at the end', { a }, 30, /6 bytes at its end/],
    ['size and shape differ', { a: entry('F32', [3, 3], 0, 24) }, 24, /"a" \(F32, \[3, 3\]\) does not fit/],
    ['ends before it begins', { a: entry('F32', [1], 8, 4) }, 8, /"a" ends before it begins/],
    ['huge sizes', { a: entry('F32', [2 ** 40, 2 ** 40], 0, 24) }, 24, /does not fit/],
    ['sizes whose product wraps around', { a: entry('U8', [2 ** 32, 2 ** 32, 0.5], 0, 0) }, 0, /"a" is broken/],
    ['negative sizes', { a: entry('F32', [-2, -3], 0, 24) }, 24, /"a" is broken/],
    ['negative offsets', { a: entry('F32', [1], -4, 0) }, 0, /"a" is broken/],
    ['offsets beyond exact integers', { a: entry('U8', [1], 2 ** 60, 2 ** 60 + 1) }, 0, /"a" is broken/],
    ['unknown dtype', { a: entry('F31', [2], 0, 8) }, 8, /"a" has the unknown dtype "F31"/],
    ['an inherited name as dtype', { a: entry('toString', [2], 0, 8) }, 8, /unknown dtype/],
    ['no entry', { a: 7 }, 0, /"a" is broken/],
    ['too many axes', { a: entry('U8', Array(65).fill(1), 0, 1) }, 1, /"a" is broken/],
    ['metadata that is no text', { __metadata__: { x: 1 } }, 0, /"__metadata__" of w\.safetensors/],
    ['not JSON', '{"a":', 0, /header of w\.safetensors is not valid JSON/],
    ['no object', '[1]', 0, /header of w\.safetensors/],
    [
      'two equal names',
      '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
      0,
      /lists "a" twice/,
    ],
    [
      'equal names in other spellings',
      '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
      0,
      /lists "a" twice/,
    ],
    ['a field twice', '{"a":{"dtype":"U8","shape":[0],"shape":[0],"data_offsets":[0,0]}}', 0, /lists "shape" twice/],
  ])('%s', async (_, header, dataLength, message) => {
    const path = temporaryFile(fileBytes(header, dataLength), 'w.safetensors');
    const failure = await readSafetensorsHeader(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LensError);
    expect(failure).toMatchObject({ code: 'bad-file', message: expect.stringMatching(message) as unknown });
  });

  test('a length that is longer than the file, or than any header, is not believed', async () => {
    for (const length of [100n, 2n ** 40n, 2n ** 64n - 1n]) {
      const bytes = new Uint8Array(20);
      new DataView(bytes.buffer).setBigUint64(0, length, true);
      await expect(readSafetensorsHeader(temporaryFile(bytes, 'w.safetensors'))).rejects.toMatchObject({
        code: 'bad-file',
      });
    }
  });

  test('files without room for a header', async () => {
    for (const size of [0, 7]) {
      await expect(readSafetensorsHeader(temporaryFile(new Uint8Array(size), 'w.safetensors'))).rejects.toMatchObject({
        code: 'bad-file',
      });
    }
    await expect(readSafetensorsHeader('/nowhere/w.safetensors')).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('a sound header tells where each tensor lies', async () => {
  const header = {
    __metadata__: { format: 'pt' },
    b: entry('BF16', [], 24, 26),
    a,
    empty: entry('F32', [0, 5], 26, 26),
  };
  const bytes = fileBytes(header, 26);
  const read = await readSafetensorsHeader(temporaryFile(bytes, 'w.safetensors'));
  const start = bytes.length - 26;
  expect(read.metadata).toEqual({ format: 'pt' });
  expect(read.tensors.get('a')).toEqual({ name: 'a', dtype: 'F32', shape: [2, 3], offset: start, byteLength: 24 });
  expect(read.tensors.get('b')).toMatchObject({ shape: [], offset: start + 24, byteLength: 2 });
  expect([...read.tensors.keys()]).toEqual(['b', 'a', 'empty']);
});

describe('fuzz', () => {
  const refusedOrSound = (bytes: Uint8Array, fileSize: number): void => {
    try {
      const { tensors } = parseHeader(bytes, fileSize, 'w.safetensors');
      let end = 8 + bytes.length;
      for (const each of [...tensors.values()].sort((x, y) => x.offset - y.offset || x.byteLength - y.byteLength)) {
        expect(each.offset).toBe(end);
        end += each.byteLength;
      }
      expect(end).toBe(fileSize);
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
    }
  };

  test('any bytes are refused or describe a sound file', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(300), refusedOrSound), { numRuns: 500 });
  });

  test('any JSON is refused or describes a sound file', () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.double(), fc.constantFrom(2 ** 31, 2 ** 53, 1e300));
    const field = fc.oneof(number, fc.string(), fc.array(number, { maxLength: 4 }), fc.constant(null));
    const wild = fc.record({ dtype: field, shape: field, data_offsets: field }, { requiredKeys: [] });
    const nearly = fc
      .record({
        dtype: fc.constantFrom('F32', 'U8', 'F4', 'BF16'),
        shape: fc.array(fc.nat(4), { maxLength: 3 }),
        from: fc.nat(30),
        to: fc.nat(60),
      })
      .map(({ dtype, shape, from, to }) => entry(dtype, shape, from, to));
    const header = fc.dictionary(fc.string(), fc.oneof(wild, nearly, fc.jsonValue()));
    fc.assert(
      fc.property(header, fc.nat(200), (json, extra) => {
        const bytes = new TextEncoder().encode(JSON.stringify(json));
        refusedOrSound(bytes, 8 + bytes.length + extra);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a header of a million tensors is refused before its entries are looked at', () => {
  const tensors = Array.from({ length: 1_000_000 }, (_, index) => `"${index % 250_001}":0`);
  const header = new TextEncoder().encode(`{${tensors.join(',')}}`);
  expect(() => parseHeader(header, header.length + 8, 'w.safetensors')).toThrow(/lists more than 250000 tensors/);
});
