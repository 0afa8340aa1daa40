import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { readBinHeader } from '../../../../src/engine/formats/pytorch/read-bin';
import { temporaryFile } from '../../support/fixtures';

const folder = resolve(import.meta.dirname, '../../../fixtures/pytorch');
const bytesOf = (name: string) => readFileSync(join(folder, name));

async function failureOf(path: string): Promise<LensError | null> {
  try {
    await readBinHeader(path);
    return null;
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}

describe.each(['zip.bin', 'legacy.bin'])('%s', (name) => {
  test('is a list of places whose bytes are the numbers', async () => {
    const { tensors } = await readBinHeader(join(folder, name));
    const bytes = bytesOf(name);
    const data = (tensor: string): Uint8Array => {
      const { offset = 0, byteLength = 0 } = tensors.get(tensor) ?? {};
      return new Uint8Array(bytes.subarray(offset, offset + byteLength));
    };
    const kinds = [...tensors].map(([tensor, { dtype, shape }]) => [tensor, dtype, shape]);
    expect(kinds).toEqual([
      ['weight', 'F32', [3, 4]],
      ['tied', 'F32', [3, 4]],
      ['row', 'F32', [4]],
      ['half', 'F16', [2]],
      ['brain', 'BF16', [2, 1]],
      ['steps', 'I64', []],
    ]);
    const eighths = Array.from({ length: 12 }, (_, index) => index / 8);
    expect([...new Float32Array(data('weight').buffer)]).toEqual(eighths);
    expect([...new Float32Array(data('row').buffer)]).toEqual(eighths.slice(4, 8));
    expect(tensors.get('tied')?.offset).toBe(tensors.get('weight')?.offset);
    expect([...new Uint16Array(data('half').buffer)]).toEqual([0x3e00, 0xc000]);
    expect([...new Uint16Array(data('brain').buffer)]).toEqual([0x3e80, 0x4040]);
    expect([...new BigInt64Array(data('steps').buffer)]).toEqual([7n]);
  });

  test('is refused where it was cut short', async () => {
    const bytes = bytesOf(name);
    for (const length of [3, 20, 200, bytes.length - 1]) {
      expect((await failureOf(temporaryFile(bytes.subarray(0, length), name)))?.code, String(length)).toBe('bad-file');
    }
  });

  test('never makes anything but a plain sentence of broken bytes', { timeout: 60_000 }, async () => {
    const bytes = bytesOf(name);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) changed[at] = value;
        const path = temporaryFile(changed, name);
        const failure = await failureOf(path);
        if (failure !== null) {
          expect(failure.message).not.toMatch(/undefined|\[object|TypeError|RangeError/);
          return;
        }
        for (const { offset, byteLength } of (await readBinHeader(path)).tensors.values()) {
          expect(offset + byteLength).toBeLessThanOrEqual(changed.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a call of anything else is refused by its name, and not made', async () => {
  const failure = await failureOf(join(folder, 'evil.bin'));
  expect(failure?.code).toBe('bad-file');
  expect(failure?.message).toBe(
    'evil.bin cannot be read: it asks for "__builtin__.print", which the weights of a model do not need; nothing of it was run.',
  );
});

test('a tensor whose numbers do not lie in order is named', async () => {
  const failure = await failureOf(join(folder, 'gapped.bin'));
  expect(failure?.code).toBe('unsupported');
  expect(failure?.message).toBe('In gapped.bin the numbers of the tensor "gapped" do not lie in order (strides 4, 2).');
});

test.each([
  ['plain-pickle.bin', 'plain-pickle.bin is no file of weights that PyTorch wrote.'],
  ['make.py', 'make.py is no file of weights that PyTorch wrote.'],
  ['none.bin', 'none.bin cannot be opened.'],
])('%s is no file of weights', async (name, message) => {
  expect((await failureOf(join(folder, name)))?.message).toBe(message);
});
