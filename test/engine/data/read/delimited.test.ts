import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationSource } from '../../../../src/common/rpc/cancellation';
import { openTable } from '../../../../src/engine/data/read/open-table';
import type { Table, TableRow } from '../../../../src/engine/data/read/table';
import { readAll } from '../support/read-all';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'delimited-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, name = 'rows.csv'): Promise<{ table: Table; rows: TableRow[] }> {
  await writeFile(join(folder, name), content);
  const table = await openTable(folder, name);
  return { table, rows: await readAll(table) };
}

const good = (rows: readonly TableRow[]) => rows.map(({ line, cells }) => [line, ...cells]);

describe('delimited files', () => {
  it('count lines from the header on, also where cells have several and line ends are mixed', async () => {
    const { table, rows } = await read('\ufefftext,label\r\n"a\nb",x\n\n\r\nc,y\r"d\r\ne\rf","z ""z"""\ng,last');
    expect(table.columns.map(({ name }) => name)).toEqual(['text', 'label']);
    expect(good(rows)).toEqual([
      [2, 'a\nb', 'x'],
      [6, 'c', 'y'],
      [7, 'd\r\ne\rf', 'z "z"'],
      [10, 'g', 'last'],
    ]);
  });

  it.each([
    [',', 'text,label\na;b c,x\nd;e,y\n'],
    [';', 'text;label\nProfit, as said, rose;x\nNo;y\n'],
    ['\t', 'text\tlabel\na, b; c\tx\n'],
    ['|', 'text|label\na, b|x\nc|y\n'],
    [',', 'text\nno delimiter; at all\n'],
    [',', '"a;b",c\n"d;e",f\n'],
  ])('find out that the delimiter is %j', async (delimiter, content) => {
    expect((await read(content)).table.delimiter).toBe(delimiter);
  });

  it('of a .tsv file are parted at tabs, whatever else is in it', async () => {
    const { rows } = await read('text\tlabel\n5" pipe, "quoted" words\tx\n', 'rows.tsv');
    expect(good(rows)).toEqual([[2, '5" pipe, "quoted" words', 'x']]);
  });

  it('give every record that another program wrote', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
    const records = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom('\n', '\r\n'), async (cells, end) => {
        const text = stringify([['a', 'b', 'c'], ...cells], { record_delimiter: end, quoted: true });
        const { rows } = await read(text);
        expect(rows.map((row) => row.cells)).toEqual(cells);
      }),
      { numRuns: 100 },
    );
  });

  it('say which rows have other columns, broken text or NUL', async () => {
    const bytes = Buffer.concat([
      Buffer.from('text,label\ngood,x\none\na,b,c\n'),
      Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2c, 0x78, 0x0a]), // café in Latin-1
      Buffer.from('nul\0here,x\nlast,y\n'),
    ]);
    const { rows } = await read(bytes);
    expect(rows.map(({ line, problem }) => [line, problem?.reason ?? null, problem?.found ?? null])).toEqual([
      [2, null, null],
      [3, 'wrong-columns', '1 in place of 2: one'],
      [4, 'wrong-columns', '3 in place of 2: a | b | c'],
      [5, 'broken-encoding', 'caf\ufffd'],
      [6, 'broken-encoding', 'nul\\x00here'],
      [7, null, null],
    ]);
  });

  it('are read in UTF-16 where a mark says so', async () => {
    for (const swapped of [false, true]) {
      const bytes = Buffer.from('\ufefftext,label\nété 🙂,x\n', 'utf16le');
      const { rows } = await read(swapped ? bytes.swap16() : bytes);
      expect(good(rows)).toEqual([[2, 'été 🙂', 'x']]);
    }
  });

  it('name columns that have no name of their own as pandas does', async () => {
    const { table } = await read(',a,a,\n1,2,3,4\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['Unnamed: 0', 'a', 'a.1', 'Unnamed: 3']);
  });

  it('without an end to a quote are refused with the line, before they fill the memory', async () => {
    await expect(read('text,label\na,x\n"b,y\nc,z\n')).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('row that begins in line 3 does not end') as string,
    });
    const before = process.memoryUsage().rss;
    const endless = Buffer.alloc(60_000_000, 'a,');
    await expect(read(Buffer.concat([Buffer.from('text,label\n"'), endless]))).rejects.toMatchObject({ code: 'bad-file' }); // prettier-ignore
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });

  it.each([
    ['empty.csv', '', /"empty.csv" is empty/],
    ['blank.csv', '\n\n\n', /"blank.csv" is empty/],
    ['zeros.csv', Buffer.alloc(500), /is no text/],
    ['head.csv', Buffer.from([0xe9, 0x2c, 0x61, 0x0a]), /header of "head.csv" is not UTF-8/],
  ])('%s is refused in plain words', async (name, content, message) => {
    await expect(read(content, name)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(message) as string }); // prettier-ignore
  });

  it.each([
    ['none.csv', 'not-found', /does not exist/],
    ['.', 'usage', /cannot be told from its name/],
    ['rows.xlsx', 'usage', /should|cannot be told/],
  ])('%s: %s', async (name, code, message) => {
    await expect(openTable(folder, name)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string }); // prettier-ignore
  });

  it('stop between rows when they are cancelled', async () => {
    await writeFile(join(folder, 'long.csv'), `a,b\n${'1,2\n'.repeat(200_000)}`);
    const table = await openTable(folder, 'long.csv');
    const source = new CancellationSource();
    const reading = readAll(table, { signal: source, onBytes: () => source.abort() });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
