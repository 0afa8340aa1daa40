import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { readShardedIndex } from '../../../../src/engine/formats/safetensors/sharded-index';
import { temporaryFile } from '../../support/fixtures';

const indexFile = (content: unknown): string =>
  temporaryFile(typeof content === 'string' ? content : JSON.stringify(content), 'model.safetensors.index.json');

test('tensors by file', async () => {
  const path = indexFile({ metadata: {}, weight_map: { a: '1.safetensors', b: '2.safetensors', c: '1.safetensors' } });
  expect(await readShardedIndex(path)).toEqual(
    new Map([
      ['1.safetensors', ['a', 'c']],
      ['2.safetensors', ['b']],
    ]),
  );
});

describe('a file outside the folder is refused', () => {
  test.each([
    '../model.safetensors',
    '/etc/passwd',
    'sub/../../model.safetensors',
    'C:\\model.safetensors',
    '..\\model.safetensors',
    'C:model.safetensors',
    'model.safetensors\0',
    '.safetensors',
    '..safetensors',
    'model.bin',
    '',
  ])('%j', async (file) => {
    await expect(readShardedIndex(indexFile({ weight_map: { a: file } }))).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('the tensor "a"') as unknown,
    });
  });
});

test('an index that is not there', async () => {
  await expect(readShardedIndex('/nowhere/model.safetensors.index.json')).rejects.toMatchObject({ code: 'not-found' });
});

test('a tensor that is listed twice is refused', async () => {
  const twice = '{"weight_map": {"a": "1.safetensors", "a": "2.safetensors"}}';
  await expect(readShardedIndex(indexFile(twice))).rejects.toThrow('lists "a" twice');
});

test('any JSON is refused or gives names inside the folder', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.dictionary(fc.string(), fc.string()).map((map) => JSON.stringify({ weight_map: map })),
      ),
      async (text) => {
        try {
          for (const file of (await readShardedIndex(indexFile(text))).keys()) expect(file).toMatch(/^[^/\\]+$/);
        } catch (error) {
          if (!(error instanceof LensError)) throw error;
        }
      },
    ),
    { numRuns: 200 },
  );
});
