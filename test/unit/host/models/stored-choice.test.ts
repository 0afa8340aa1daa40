import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { storedFolders, storedModel } from '../../../../src/host/models/stored-choice';

const folder = resolve('models/bert');

it.each([undefined, null, 7, '', ['sample'], { name: 'x' }, 'a\0b', 'x'.repeat(5000)])(
  'the sample is used when %j was stored as the model',
  (stored) => {
    expect(storedModel(stored)).toBe('sample');
  },
);

it('a stored name is used as it is', () => {
  expect(storedModel('org/model@main')).toBe('org/model@main');
  expect(storedModel(folder)).toBe(folder);
});

it('of stored folders those remain that are absolute paths', () => {
  expect(storedFolders([folder, 'relative', 3, null, `${folder}\0`])).toEqual([folder]);
  expect(storedFolders({ 0: folder, length: 1 })).toEqual([]);
});
