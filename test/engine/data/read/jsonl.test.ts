import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from '../../../../src/engine/data/read/open-table';
import type { Table, TableRow } from '../../../../src/engine/data/read/table';
import { readAll } from '../support/read-all';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'jsonl-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, name = 'rows.jsonl'): Promise<{ table: Table; rows: TableRow[] }> {
  await writeFile(join(folder, name), content);
  const table = await openTable(folder, name);
  return { table, rows: await readAll(table) };
}

describe('JSONL', () => {
  it('has the keys of all rows as columns, and numbers lines as an editor does', async () => {
    const { table, rows } = await read(
      '\ufeff{"text":"a","label":1}\r\n\n{"label":null,"tags":["x",2],"text":"b\\n"}\n',
    );
    expect(table.columns.map(({ name }) => name)).toEqual(['text', 'label', 'tags']);
    expect(rows).toEqual([
      { line: 1, cells: ['a', 1, null], problem: null },
      { line: 3, cells: ['b\n', null, ['x', 2]], problem: null },
    ]);
  });

  it('lists lines that are no objects', async () => {
    const { rows } = await read(
      Buffer.concat([
        Buffer.from('{"text":"a"}\n[1]\n{"text":\n"x"\n'),
        Buffer.from([0x22, 0xff, 0x22, 0x0a]),
        Buffer.from('{"text":"b"}'),
      ]),
    );
    expect(rows.map(({ line, problem }) => [line, problem?.reason ?? null])).toEqual([
      [1, null],
      [2, 'wrong-type'],
      [3, 'wrong-type'],
      [4, 'wrong-type'],
      [5, 'broken-encoding'],
      [6, null],
    ]);
  });

  it('keeps keys that objects have by themselves apart', async () => {
    const { table, rows } = await read('{"__proto__":{"x":1},"text":"a"}\n{"constructor":"c"}\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['__proto__', 'text', 'constructor']);
    expect(rows[1]?.cells).toEqual([null, null, 'c']);
  });

  it('gives every value that was written', async () => {
    const row = fc.record({ text: fc.string({ unit: 'grapheme' }), n: fc.integer(), list: fc.array(fc.string()) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (values) => {
        const { rows } = await read(values.map((value) => JSON.stringify(value)).join('\n'));
        const kept = values.filter(({ text }) => !text.includes('\0'));
        expect(rows.filter(({ problem }) => problem === null).map(({ cells }) => cells)).toEqual(
          kept.map(({ text, n, list }) => [text, n, list]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('that is one JSON array, or nothing, is refused with what to do', async () => {
    const help = expect.stringContaining('one object in each line') as string;
    await expect(read('[\n  {"text": "a"}\n]\n', 'array.json')).rejects.toMatchObject({ code: 'bad-file', help });
    await expect(read('1\n"a"\n', 'values.jsonl')).rejects.toMatchObject({ code: 'bad-file', help });
    await expect(read('', 'empty.jsonl')).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('with a line without end is refused before it fills the memory', async () => {
    const before = process.memoryUsage().rss;
    const content = Buffer.concat([Buffer.from('{"text":"a"}\n{"text":"'), Buffer.alloc(60_000_000, 'a')]);
    await expect(read(content)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('Line 2') as string }); // prettier-ignore
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });
});
