import { describe, expect, it } from 'vitest';
import { ByteCache } from '../../../src/engine/internals/store/byte-cache';
import type { InspectedRow } from '../../../src/engine/internals/store/inspected-row';
import { InternalsStore } from '../../../src/engine/internals/store/internals-store';
import { limitsFor } from '../../../src/engine/internals/store/limits';

const size = ({ length }: string): number => length;

describe('what was computed', () => {
  it('is kept while it fits, and the one not asked for the longest goes', async () => {
    const cache = new ByteCache(5);
    const made: string[] = [];
    const ask = (key: string, value: string): Promise<string> => {
      const make = (): Promise<string> => {
        made.push(key);
        return Promise.resolve(value);
      };
      return cache.once(key, make, size);
    };
    await ask('a', 'xx');
    await ask('b', 'yy');
    expect(await ask('a', 'other')).toBe('xx');
    await ask('c', 'zz'); // b goes
    expect(await ask('a', 'other')).toBe('xx');
    expect(await ask('b', 'new')).toBe('new');
    expect(await ask('huge', 'too much')).toBe('too much');
    expect(await ask('huge', 'again')).toBe('again');
    expect(made).toEqual(['a', 'b', 'c', 'b', 'huge', 'huge']);
  });

  it('is not kept when it fails', async () => {
    const cache = new ByteCache(5);
    await expect(cache.once('a', () => Promise.reject(new Error('no')), size)).rejects.toThrow('no');
    expect(await cache.once('a', () => Promise.resolve('x'), size)).toBe('x');
  });
});

describe('the insides of rows', () => {
  const row = (bytes: number): InspectedRow => ({ bytes }) as InspectedRow;

  it('stay within their bytes, but for the newest', () => {
    const store = new InternalsStore();
    store.add(1, 0, row(4), 10);
    store.add(2, 0, row(4), 10);
    expect(store.get(1, 0)?.bytes).toBe(4); // now 2.0 is the oldest
    store.add(3, 0, row(4), 10);
    expect([store.get(1, 0), store.get(2, 0), store.get(3, 0)].map((each) => each?.bytes)).toEqual([4, undefined, 4]);
    store.add(4, 0, row(100), 10);
    expect(store.get(3, 0)).toBeUndefined();
    expect(store.get(4, 0)?.bytes).toBe(100);
    store.shrink(50);
    expect(store.get(4, 0)).toBeUndefined();
  });

  it('may take a quarter of the free memory and no more than a gigabyte', () => {
    expect(limitsFor(2e9)).toMatchObject({ keptBytes: 5e8, hiddenBytes: 5e8, layerBytes: 1e9 });
    expect(limitsFor(64e9).keptBytes).toBe(1e9);
  });
});
