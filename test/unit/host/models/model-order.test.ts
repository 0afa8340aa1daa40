import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { orderModels } from '../../../../src/host/models/model-order';

const folder = resolve('models/bert');
const known = {
  inUse: 'sample',
  cached: ['org/zeta', 'org/alpha', 'org/used', 'org/starred'],
  recentModels: ['org/used', 'org/deleted'],
  recentFolders: [folder],
  favourites: ['org/starred', 'org/deleted'],
};

it('offers models in groups, each once, those of the cache by name', () => {
  expect(orderModels(known)).toEqual([
    { group: 'in-use', names: ['sample'] },
    { group: 'recent', names: ['org/used'] },
    { group: 'favourites', names: ['org/starred', 'org/deleted'] },
    { group: 'downloaded', names: ['org/alpha', 'org/zeta'] },
    { group: 'folders', names: [folder] },
  ]);
});

it.each([
  ['a model of the cache', 'org/used', 'recent'],
  ['a folder', folder, 'folders'],
  ['a revision that the cache does not list', 'org/used@v1', 'none'],
])('%s in use comes first, and is in no other group', (_, inUse, without) => {
  const groups = orderModels({ ...known, inUse });
  expect(groups[0]).toEqual({ group: 'in-use', names: [inUse] });
  expect(groups.flatMap(({ names }) => names).filter((name) => name === inUse)).toHaveLength(1);
  expect(groups.some(({ group }) => group === without)).toBe(false);
  expect(groups.some(({ group }) => group === 'sample')).toBe(true);
});
