import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../../src/engine/data/read/open-table';
import { readAll } from '../support/read-all';

const folder = join(import.meta.dirname, '../../../fixtures/training-data');
const plain = readdirSync(folder).filter((name) => name.startsWith('plain-'));

describe('Parquet', () => {
  it.each(plain)('%s: every codec, page version and encoding gives the same rows', async (name) => {
    const table = await openTable(folder, name);
    expect(table.columns.map((column) => column.name)).toEqual(['id', 'sentence', 'label', 'score', 'flag']);
    expect(table.columns[2]?.classNames).toEqual(['negative', 'neutral', 'positive']);
    expect(table.rowCount).toBe(200);
    const rows = await readAll(table);
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(rows.every(({ problem }) => problem === null)).toBe(true);
    for (const [index, { cells }] of rows.entries()) {
      const sentence = index === 5 ? null : `Sentence ${index}: profit rose by ${index} % — été 🙂`;
      expect(cells).toEqual([index, sentence, index % 3, index % 17 === 0 ? null : index / 8, index % 2 === 0]);
    }
  });

  it('reads lists, and names classes inside of them', async () => {
    const table = await openTable(folder, 'words.parquet');
    expect(table.columns[1]?.classNames).toEqual(['O', 'B-ORG', 'B-MISC']);
    const rows = await readAll(table);
    expect(rows).toHaveLength(60);
    expect(rows[2]?.cells).toEqual([
      ['EU', 'rejects', 'German'],
      [1, 0, 2],
    ]);
    expect(rows[59]?.cells).toEqual([
      ['EU', 'rejects', 'German', 'call'],
      [1, 0, 2, 0],
    ]);
  });

  it('reads only the columns that are wanted, and stops early', async () => {
    const table = await openTable(folder, 'plain-groups.parquet');
    const rows = await readAll(table, { columns: new Set([2]), limit: 70 });
    expect(rows).toHaveLength(70);
    expect(rows[69]?.cells).toEqual([null, null, 0, null, null]);
  });
});
