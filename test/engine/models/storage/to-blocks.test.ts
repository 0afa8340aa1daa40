import { truncateSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quantiseWeights, type MatrixToQuantise } from '../../../../src/engine/models/storage/blocks/quantise-weights';
import { temporaryFile, temporaryFolder } from '../../support/fixtures';
import { decodeBlocks } from '../support/decode-blocks';

/** A matrix of float32 in a file of its own. */
function matrix(values: ArrayLike<number>, shape: [number, number], bits: 8 | 4, name = 'w'): MatrixToQuantise {
  const bytes = Buffer.from(Float32Array.from(values).buffer);
  const path = temporaryFile(bytes, 'model.safetensors');
  return { entry: { name, dtype: 'F32', path, shape, offset: 0, byteLength: bytes.length }, turned: false, bits };
}

const target = (): string => join(temporaryFolder(), 'blocks');

describe.each([8, 4] as const)('blocks of %i bits', (bits) => {
  test.each([1, 3])('are as near as they can be, with %i threads', async (threads) => {
    const path = target();
    const weights = [7, 32, 33, 95].map((inputs, index) => {
      const values = Float32Array.from(
        { length: 5 * inputs },
        (_, at) => Math.sin(at * 1.3) * 10 ** (index - 2) + 0.02,
      );
      return { values, ...matrix(values, [5, inputs], bits, `w${index}`) };
    });
    const made = await quantiseWeights(weights, path, threads);
    const file = readFileSync(path);
    for (const { entry, values } of weights) {
      const layout = made.get(entry.name)!;
      const decoded = decodeBlocks(file, layout);
      const inputs = entry.shape[1]!;
      decoded.forEach((value, at) => {
        const [row, column] = [Math.floor(at / inputs), at % inputs];
        const block = row * Math.ceil(inputs / 32) + Math.floor(column / 32);
        const scale = file.readFloatLE(layout.at.scales + 4 * block);
        // Half a step; where zero is no multiple of the step that the ends of the range are away, a whole one.
        expect(Math.abs(value - values[at]!)).toBeLessThanOrEqual(scale * (bits === 8 ? 0.50001 : 1.00001));
      });
    }
  });

  test('0 stays 0, and a block of zeros is one', async () => {
    const values = Array.from({ length: 64 }, (_, at) => (at < 32 ? (at % 3) * 0.7 : 0));
    const path = target();
    const made = await quantiseWeights([matrix(values, [1, 64], bits)], path, 1);
    const decoded = decodeBlocks(readFileSync(path), made.get('w')!);
    values.forEach((value, at) => value === 0 && expect(decoded[at]).toBe(0));
  });

  test.each([NaN, Infinity, -Infinity])('%f is no number that they can hold', async (wrong) => {
    const one = matrix([1, wrong, 2, 3], [2, 2], bits, 'layer.weight');
    await expect(quantiseWeights([one], target(), 1)).rejects.toMatchObject({
      code: 'bad-file',
      message:
        'In model.safetensors the tensor "layer.weight" has numbers that are not finite, which no block can hold.',
    });
  });
});

test('a file that became shorter, one that is gone, and a disk that takes nothing are told', async () => {
  const short = matrix([1, 2, 3, 4], [2, 2], 8);
  truncateSync(short.entry.path, 8);
  await expect(quantiseWeights([short], target(), 1)).rejects.toMatchObject({
    code: 'bad-file',
    message: `${basename(short.entry.path)} has become shorter while it was read.`,
  });
  const gone = { ...short, entry: { ...short.entry, path: `${short.entry.path}.gone` } };
  await expect(quantiseWeights([gone], target(), 1)).rejects.toMatchObject({
    code: 'bad-file',
    message: /cannot be read/,
  });
});
